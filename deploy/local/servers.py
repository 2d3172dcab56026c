"""The servers of an embedded run, for tests, demo and benchmarks alike."""

from .broker import Broker
from .database import Database
from .gateway import Gateway
from .ports import free_port, wait_until
from .processes import NotReady, Server
from .services import ServiceProcess, service_names

__all__ = [
    "Broker",
    "Database",
    "Gateway",
    "NotReady",
    "Server",
    "ServiceProcess",
    "free_port",
    "service_names",
    "wait_until",
]
