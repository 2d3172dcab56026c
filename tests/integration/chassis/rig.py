"""A toy service as real processes on a real broker and database, and a driver that keeps count."""

import itertools
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import amqp
import httpx
import orjson
from pymongo import MongoClient

from chassis.testing.tokens import Issuer
from deploy.local.servers import Broker, Database, ServiceProcess
from tests.nursery.forks import Forked

PLACE = "440605124004"
PATIENCE = 180.0  # what is awaited comes, on a busy machine late


def eventually(holds: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Ask again until it holds or patience ends."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()


@dataclass
class Rig:
    """One toy, any number of replicas, and what a test needs to look at it."""

    broker: Broker
    database: Database
    directory: Path
    name: str = field(default_factory=lambda: f"toy{uuid.uuid4().hex[:8]}")
    toy: str = "tests.toys.counting"
    settings: dict[str, str] = field(default_factory=dict)
    patience: float = PATIENCE
    issuer: Issuer = field(default_factory=Issuer)

    def __post_init__(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / "jwks.json").write_text(self.issuer.jwks_json())
        self.token = self.issuer.token("worker", divisions=["440605"])
        self.replicas: list[ServiceProcess] = []
        self._channel: Any = None
        self._client: Any = None

    def replica(self, **more: str) -> ServiceProcess:
        """Describe one more replica; the caller starts it."""
        number = len(self.replicas) + 1
        env = {
            "TOY_NAME": self.name,
            "AMQP_URI": self.broker.uri,
            "MONGO_URI": self.database.uri,
            "GONGZHI_JWKS": str(self.directory / "jwks.json"),
            "GONGZHI_INSTANCE": f"replica-{number}",
            "GONGZHI_RETRY_LADDER_SECONDS": "1,2",
            "GONGZHI_LEASE_SECONDS": "2",
            **self.settings,
            **more,
        }
        folder = self.directory / f"replica-{number}"
        self.replicas.append(Forked(self.toy, folder, env=env))
        return self.replicas[-1]

    def started(self, count: int, **more: str) -> list[ServiceProcess]:
        """Start replicas and wait until they can be sent work."""
        started = [self.replica(**more).start() for _ in range(count)]
        return [replica.wait_ready() for replica in started]

    def close(self) -> None:
        """End whatever still runs."""
        for replica in self.replicas:
            replica.kill()

    def collection(self, name: str) -> Any:
        """Give a collection of the toy's database."""
        if self._client is None:
            self._client = MongoClient(self.database.uri)
        return self._client[self.name][name]

    def channel(self) -> Any:
        """Give a channel of the test's own."""
        if self._channel is None or not self._channel.connection:
            connection = amqp.Connection(f"127.0.0.1:{self.broker.port}")
            connection.connect()
            self._channel = connection.channel()
        return self._channel

    def action(self, identity: str) -> bytes:
        """Write an action as if the toy had announced it."""
        action = {"actor": "a1", "action_id": identity, "division": PLACE}
        return an_event(f"{self.name}.action_taken", action, identity)

    @property
    def queue(self) -> str:
        """Name the queue the toy takes its messages from."""
        return f"gongzhi.{self.name}.events"

    def publish(
        self,
        body: bytes,
        content_type: str = "application/cloudevents+json",
        *,
        queue: str = "",
        **headers: str,
    ) -> None:
        """Put a message on the toy's way, or into another queue of its."""
        message = amqp.Message(
            body, content_type=content_type, delivery_mode=2, application_headers=headers
        )
        self.channel().basic_publish(message, "", queue or self.queue)

    def take(self, queue: str) -> list[Any]:
        """Take all messages that lie ready in a queue."""
        found: list[Any] = []
        while (message := self.channel().basic_get(queue)) is not None:
            self.channel().basic_ack(message.delivery_tag)
            found.append(message)
        return found

    @property
    def dead_queue(self) -> str:
        """Name the queue by which the toy's dead letters come to its desk."""
        return f"gongzhi.dead.{self.name}"

    def letters(self, **query: Any) -> list[dict[str, Any]]:
        """Read the dead letters that are kept and open."""
        return list(self.collection("dead_letters").find({"state": "open", **query}))

    def dead_letters(self) -> list[Any]:
        """Give all dead letters: those that are kept, and those still on their way."""
        return [*self.letters(), *self.take(self.dead_queue)]

    def counted(self) -> int:
        """Count the actions that were counted."""
        return int(self.collection("counts").count_documents({}))

    def standing(self) -> str:
        """Say what is still on its way, for whoever looks at a failed test."""
        queue = self.channel().queue_declare(self.queue, passive=True)
        pending = self.collection("events").count_documents({"state": "pending"})
        leases = [(row["_id"], row["holder"]) for row in self.collection("leases").find()]
        return f"{queue} in the queue, {pending} pages pending, leases: {leases}"

    def post(self, replica: ServiceProcess, key: str = "", **more: Any) -> httpx.Response:
        """Send one action."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or new_key()}
        content = {"actor": "a1", "division": PLACE} | more
        return httpx.post(f"{replica.url}/v1/actions", json=content, headers=headers, timeout=30)


def new_key() -> str:
    """Make an idempotency key nobody used."""
    return uuid.uuid4().hex


def an_event(kind: str, data: dict[str, Any], identity: str = "") -> bytes:
    """Write an event as a stranger would, without our code."""
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": identity or str(uuid.uuid4()),
            "source": "/elsewhere",
            "type": f"gongzhi.{kind}.v1",
            "time": "2019-05-06T04:00:00Z",
            "subject": "s",
            "division": PLACE,
            "data": data,
        }
    )


def a_trial(fate: str, actor: str = "a1") -> bytes:
    """Write an event that tells the toy's handler what to do."""
    return an_event("trying.trial_made", {"actor": actor, "fate": fate, "division": PLACE})


class Driver:
    """Posts actions until each has a definite answer, whatever happens to the service."""

    def __init__(self, urls: list[str], token: str) -> None:
        self.urls = urls
        self.acknowledged: set[str] = set()
        self.attempted: set[str] = set()
        self._headers = {"Authorization": f"Bearer {token}"}
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def run(self, threads: int = 4) -> "Driver":
        """Post until told to stop."""
        self._threads = [threading.Thread(target=self._work) for _ in range(threads)]
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Post no more; every action that was begun gets its answer first."""
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in self._threads), "an action has no answer"

    def post_one(self, client: httpx.Client) -> None:
        """Post one action under one key until the answer is definite."""
        key = new_key()
        content = {"actor": f"a{ord(key[0]) % 20}", "division": PLACE}
        self.attempted.add(key)
        for url in itertools.cycle(self.urls):
            try:
                answer = client.post(
                    f"{url}/v1/actions", json=content, headers={"Idempotency-Key": key}
                )
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == httpx.codes.CREATED:
                self.acknowledged.add(answer.json()["id"])
                return
            assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
            time.sleep(0.05)

    def _work(self) -> None:
        with httpx.Client(headers=self._headers, timeout=5) as client:
            while not self._stop.is_set():
                self.post_one(client)
                time.sleep(0.005)


def assert_counted_once(rig: Rig, driver: Driver) -> None:
    """Every acknowledged action is there, and was counted once everywhere; nothing else is."""
    acknowledged = driver.acknowledged
    assert len(acknowledged) == len(driver.attempted)
    assert {row["_id"] for row in rig.collection("actions").find()} == acknowledged
    counted = eventually(lambda: rig.counted() == len(acknowledged), rig.patience)
    assert counted, f"{rig.counted()} of {len(acknowledged)} are counted; {rig.standing()}"
    assert {row["_id"] for row in rig.collection("counts").find()} == acknowledged
    total = rig.collection("totals").find_one({"_id": f"place:{PLACE}"})
    assert total["actions"] == len(acknowledged)
    assert sum(a["actions"] for a in rig.collection("actors").find()) == len(acknowledged)
    pending = rig.collection("events")
    unpublished = {"state": "pending"}
    assert eventually(lambda: pending.count_documents(unpublished) == 0, rig.patience)
    assert_feed_is_whole(rig, 2 * len(acknowledged))


def assert_feed_is_whole(rig: Rig, events: int) -> None:
    """Positions in the feed run from nothing to the number of events, each used once."""
    pages = sorted(rig.collection("events").find(), key=lambda page: page["position"])
    positions = [(page["position"], page["end"]) for page in pages]
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(positions))
    assert positions[-1][1] == events
    assert rig.collection("leases").find_one({"_id": "relay"})["position"] == events
