"""What a service announces and hears, found by looking at its classes."""

import inspect
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from chassis.events import Event, Inbound
from chassis.ops.runner import service_class
from chassis.subscribing import subscriptions

SERVICES = Path(__file__).parents[1] / "services"


@dataclass(frozen=True)
class Contract:
    """One service's side of the agreement between services."""

    service: str
    announces: tuple[type[Event], ...]
    hears: dict[type[Inbound], str]
    in_order: frozenset[type[Inbound]] = frozenset()


def events_of(service_cls: type) -> tuple[type[Event], ...]:
    """List what a service announces: the events its `events` module declares, in that order."""
    module = import_module(service_cls.__module__.rpartition(".")[0] + ".events")
    members = [m for _, m in inspect.getmembers(module, inspect.isclass)]
    own = [m for m in members if issubclass(m, Event) and m is not Event]
    return tuple(sorted(own, key=lambda m: (m.__name__, m.version)))


def contract_of(service_cls: Any) -> Contract:
    """Give a service's side of the agreement."""
    subscribed = subscriptions(service_cls)
    heard = {one.reads: one.method for one in subscribed}
    in_order = frozenset(one.reads for one in subscribed if one.ordered)
    return Contract(service_cls.name, events_of(service_cls), heard, in_order)


def service_classes(folder: Path = SERVICES) -> list[type]:
    """Find the services that lie in a folder of packages."""
    names = sorted(path.parent.name for path in folder.glob("*/service.py"))
    return [service_class(import_module(f"{folder.name}.{name}.service")) for name in names]


def contracts(folder: Path = SERVICES) -> list[Contract]:
    """Give every service's side of the agreement."""
    return [contract_of(cls) for cls in service_classes(folder)]
