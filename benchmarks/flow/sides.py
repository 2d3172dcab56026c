"""The two builds of the flow: what is started, and the names each uses."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from amqp.exceptions import AMQPError

from benchmarks.broker import Broker
from benchmarks.contender import ROOT, RUNS, Addresses
from chassis.messaging.topology import queue_name
from chassis.testing.tokens import Issuer
from deploy.local.keys import PERSONAL, ensure_keys
from deploy.local.ports import answers
from deploy.local.processes import Server
from deploy.local.services import ServiceProcess

SERVICES = ("participation", "expression", "collaboration", "guidance")
HEARD = (  # by the peer: who hears what of whom
    ("expression", "participation", "affair_completed"),
    ("collaboration", "participation", "affair_completed"),
    ("guidance", "participation", "affair_completed"),
    ("guidance", "expression", "execution_reported"),
)
ISSUER = Issuer()
Start = Callable[[str, int, Addresses], Server]


@dataclass(frozen=True)
class Side:
    """One build of the flow."""

    name: str
    prefix: str  # of its databases
    path: str  # where one action is posted
    queues: tuple[str, ...]
    process: Start

    def headers(self) -> dict[str, str]:
        """Say who posts: staff of the district, for residents."""
        token = ISSUER.token("worker", sub="flow", divisions=["440605"], seconds=86_400)
        return {"Authorization": f"Bearer {token}"}


class PeerProcess(Server):
    """One plain nameko service."""

    def __init__(self, service: str, port: int, at: Addresses) -> None:
        super().__init__(service, RUNS / "flow" / "nameko")
        self.service, self.port, self.at = service, port, at

    def command(self) -> list[str]:
        """Run it as `nameko run` does."""
        return [sys.executable, "-m", "benchmarks.peers.flow_nameko", self.service]

    def environment(self) -> dict[str, str]:
        """Tell it where its servers are."""
        return {
            "PYTHONPATH": str(ROOT),
            "AMQP_URI": self.at.amqp,
            "MONGO_URI": self.at.mongo,
            "DATABASE_PREFIX": PEER.prefix,
            "PORT": str(self.port),
        }

    def ready(self) -> bool:
        """Tell whether it takes requests, or messages from every queue it has."""
        if self.service == "participation":
            return answers(self.port)
        return all(_consumed(self.at, queue) for queue in _queues_of(self.service))


def _queues_of(service: str) -> list[str]:
    return [
        f"evt-{source}-{fact}--{reader}.on_{fact}"
        for reader, source, fact in HEARD
        if reader == service
    ]


def _consumed(at: Addresses, queue: str) -> bool:
    try:
        broker = Broker(at.amqp)
        consumers = broker.look(queue)[1]
        broker.connection.close()
    except (AMQPError, OSError):
        return False
    return consumers > 0


def ours_in(directory: Path) -> Side:
    """Give our build, with its processes in a directory of their own."""

    def process(service: str, port: int, at: Addresses) -> Server:
        return _our_process(directory, service, port, at)

    queues = tuple(queue_name(service) for service in SERVICES)
    return Side("gongzhi", "", "/v1/affairs/completions", queues, process)


def _our_process(directory: Path, service: str, port: int, at: Addresses) -> Server:
    keys = directory / "keys"
    ensure_keys(keys)
    (keys / "flow.json").write_text(ISSUER.jwks_json())
    env = {
        "AMQP_URI": at.amqp,
        "MONGO_URI": at.mongo,
        "GONGZHI_JWKS": str(keys / "flow.json"),
        "GONGZHI_PERSONAL_KEY": str(keys / PERSONAL),
    }
    return ServiceProcess(service, directory / "gongzhi", port=port, env=env)


OURS = ours_in(RUNS / "flow")
PEER = Side(
    name="nameko",
    prefix="peer_",
    path="/affairs/completions",
    queues=tuple(queue for service in SERVICES for queue in _queues_of(service)),
    process=PeerProcess,
)
