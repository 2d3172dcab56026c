"""The real servers of a run: broker, database, proxies, and every service as real processes."""

import itertools
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import amqp
from pymongo import MongoClient

from deploy.local.database import at
from deploy.local.keys import ISSUER, ensure_keys
from deploy.local.ports import wait_until
from deploy.local.servers import Broker, Database
from gongzhi.tokens import sign
from tests.nursery.forks import Forked

from .faults.proxy import Proxy
from .scoring import HEARS
from .sight import events_in, inbound_queues

READY_SECONDS, STOP_SECONDS = 90.0, 60.0
SERVICES = tuple(HEARS)
SETTINGS = {
    "GONGZHI_LEASE_SECONDS": "3",
    "GONGZHI_DATABASE_DEADLINE_SECONDS": "2",
    "GONGZHI_BROKER_DEADLINE_SECONDS": "3",
    "GONGZHI_HEARTBEAT_SECONDS": "10",
    "GONGZHI_RETRY_LADDER_SECONDS": "1,2,4,8,15,30",  # poison of an unknown type walks all of it
    "GONGZHI_LOG_LEVEL": "warning",
}


class TestBuild(Forked):
    """One replica of a service, started through the test build, which can do as it is told."""

    __test__ = False

    @property
    def loaded(self) -> tuple[str, ...]:
        """Name what the process that is forked has loaded already."""
        return ("chassis.ops.runner", f"services.{self.service}.service")

    def command(self) -> list[str]:
        """Run the service as always, with the mutants and the clock of the test build."""
        return [self._python, "-m", "tests.chaos.build", f"services.{self.service}"]


class Rig:
    """Every service, some replicas of each; the last replica speaks through proxies."""

    def __init__(
        self,
        broker: Broker,
        database: Database,
        directory: Path,
        *,
        services: Sequence[str] = SERVICES,
        replicas: int = 2,
        settings: dict[str, str] | None = None,
    ) -> None:
        self.broker, self.database, self.directory = broker, database, directory
        self.services = tuple(services)
        self._keys = directory / "keys"
        ensure_keys(self._keys)
        self.to_broker, self.to_database = Proxy(broker.port), Proxy(database.port)
        self._settings = SETTINGS | (settings or {})
        self.replicas = {
            name: [self._replica(name, n, last=n == replicas) for n in range(1, replicas + 1)]
            for name in self.services
        }
        self.mongo = MongoClient(database.uri, tz_aware=True)

    def _replica(self, name: str, number: int, *, last: bool) -> TestBuild:
        through = last and number > 1
        broker = self.to_broker.port if through else self.broker.port
        database = self.to_database.port if through else self.database.port
        env = {
            "AMQP_URI": f"amqp://guest:guest@127.0.0.1:{broker}//",
            "MONGO_URI": at(database),
            "GONGZHI_JWKS": str(self._keys / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(self._keys / "personal.key"),
            "GONGZHI_INSTANCE": f"{name}-{number}",
            "CHAOS_CLOCK": str(self.directory / f"clock-{name}-{number}"),
        }
        folder = self.directory / "services"
        return TestBuild(name, folder, env=env | self._settings, replica=str(number))

    def start(self) -> "Rig":
        """Begin with empty databases and queues, and with every replica ready."""
        self.forget()
        for replica in self.all():
            replica.start()
        for replica in self.all():
            replica.wait_ready(READY_SECONDS)
        return self

    def forget(self) -> None:
        """Empty the databases and queues of an earlier run on the same servers."""
        # a transaction of a process that was killed holds its rows: to drop them would wait for it
        self.mongo.admin.command("killAllSessions", [])
        for service in SERVICES:
            self.mongo.drop_database(service)
        with self.connection() as connection:
            for queue in queues():
                _purge(connection, queue)

    def stop(self) -> list[int | None]:
        """End every replica in good order; give how each ended."""
        return stopped(self.all())

    def close(self) -> None:
        """End whatever still runs."""
        for replica in self.all():
            replica.kill()
        self.to_broker.close()
        self.to_database.close()
        self.mongo.close()

    def all(self) -> list[TestBuild]:
        """List every replica."""
        return list(itertools.chain.from_iterable(self.replicas.values()))

    def urls(self) -> dict[str, list[str]]:
        """Say where each service answers."""
        return {name: [one.url for one in these] for name, these in self.replicas.items()}

    def token(self, role: str, *divisions: str) -> str:
        """Sign a token."""
        return sign(self._keys / ISSUER, sub=f"chaos-{role}", roles=[role], divisions=divisions)

    def connection(self) -> Any:
        """Open a connection to the broker of the rig's own."""
        return amqp.Connection(self.address, heartbeat=0)

    @property
    def address(self) -> str:
        """Give host and port of the broker."""
        return f"127.0.0.1:{self.broker.port}"

    def revive(self) -> None:
        """Start whatever does not run, and wait until everything can be sent work."""
        for replica in self.all():
            if not replica.running():
                replica.start()
        for replica in self.all():
            replica.wait_ready(READY_SECONDS)

    def settled(self, patience: float) -> bool:
        """Wait until nothing is left to publish and all that was published was heard."""
        return wait_until(self._at_rest, patience, every=2.0)

    def _at_rest(self) -> bool:
        pending = sum(
            self.mongo[name]["events"].count_documents({"state": "pending"})
            for name in self.services
        )
        return not pending and all(self.unheard(name) == 0 for name in self.services)

    def unheard(self, service: str) -> int:
        """Count the published events a service hears and has not handled yet."""
        published = self._published()
        due = sum(number for fact, number in published.items() if fact in HEARS[service])
        rows = self.mongo[service]["inbox"].find({}, {"_id": 1, "ids": 1})
        return due - len(events_in(rows))

    def _published(self) -> dict[str, int]:
        """Count the published events by fact, as the relay of each service wrote them down."""
        found: dict[str, int] = {}
        for name in self.services:
            row = self.mongo[name]["leases"].find_one({"_id": "relay"}) or {}
            for kind, number in row.get("counts", {}).items():
                found[kind.split("/")[2]] = found.get(kind.split("/")[2], 0) + number
        return found


def stopped(replicas: list[TestBuild]) -> list[int | None]:
    """Tell replicas to stop, all at once and each of them once; give how each ended."""
    for replica in replicas:
        replica.signal(signal.SIGTERM)
        replica.signal(signal.SIGCONT)
    wait_until(lambda: not any(replica.running() for replica in replicas), STOP_SECONDS)
    return [replica.stop() for replica in replicas]


def queues() -> list[str]:
    """Name every queue a run may leave something in."""
    return [*inbound_queues(SERVICES), *(f"gongzhi.dead.{name}" for name in SERVICES)]


def _purge(connection: Any, queue: str) -> None:
    channel = connection.channel()
    try:
        channel.queue_purge(queue)
    except amqp.NotFound:
        return
    channel.close()
