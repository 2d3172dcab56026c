"""The four services as real processes, and what a story needs to speak to them and to look on."""

import contextlib
import itertools
import re
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import amqp
import httpx
from pymongo import MongoClient

from chassis.contracts import contracts
from chassis.events import wire_type
from deploy.local.keys import ISSUER, ensure_keys
from deploy.local.servers import Broker, Database, ServiceProcess, service_names
from gongzhi.tokens import sign

REPLICAS = {"participation": 2, "guidance": 2}
PATIENCE = 60.0
DUPLICATES = re.compile(r'^gongzhi_handled_total\{.*outcome="duplicate".*\} (\S+)$', re.MULTILINE)


def eventually(wanted: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Ask again until there is something, and give it; what is not there in time is missed."""
    until = time.monotonic() + patience
    while not (found := wanted()):
        assert time.monotonic() < until, f"waited {patience:g} s in vain"
        time.sleep(0.1)
    return found


class Caller:
    """Somebody with a token, who speaks to any replica of a service."""

    def __init__(self, addresses: dict[str, Iterator[str]], token: str) -> None:
        self._addresses = addresses
        self._client = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30)

    def get(self, service: str, path: str, **query: Any) -> Any:
        return self._content(self._client.get(self._url(service, path), params=query))

    def items(self, service: str, path: str, **query: Any) -> list[dict[str, Any]]:
        """Read a whole list, page by page."""
        found, cursor = [], {}
        while True:
            page = self.get(service, path, limit=200, **query, **cursor)
            found += page["items"]
            if not page["next"]:
                return found
            cursor = {"cursor": page["next"]}

    def post(self, service: str, path: str, **body: Any) -> Any:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        url = self._url(service, path)
        return self._content(self._client.post(url, json=body, headers=headers))

    def put(self, service: str, path: str, **body: Any) -> Any:
        return self._content(self._client.put(self._url(service, path), json=body))

    def delete(self, service: str, path: str) -> None:
        self._content(self._client.delete(self._url(service, path)))

    def _url(self, service: str, path: str) -> str:
        return next(self._addresses[service]) + path

    def _content(self, answer: httpx.Response) -> Any:
        assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.text}"
        return answer.json() if answer.content else None


class Running:
    """All four services, some of them twice, on one broker and one database."""

    def __init__(self, broker: Broker, database: Database, directory: Path) -> None:
        self.broker = broker
        self.directory = directory
        self._keys = directory / "keys"
        ensure_keys(self._keys)
        self._mongo = MongoClient(database.uri, tz_aware=True)
        env = {
            "AMQP_URI": broker.uri,
            "MONGO_URI": database.uri,
            "GONGZHI_JWKS": str(self._keys / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(self._keys / "personal.key"),
            "GONGZHI_LOG_LEVEL": "debug",
        }
        self.replicas = [
            ServiceProcess(name, directory / "services", env=env, replica=str(number))
            for name in service_names()
            for number in range(1, REPLICAS.get(name, 1) + 1)
        ]
        self._addresses = {
            name: itertools.cycle([one.url for one in self.replicas if one.service == name])
            for name in service_names()
        }
        self.ops = self.caller("ops", "440605")

    def start(self) -> "Running":
        """Start everything, and begin once everything can be sent work."""
        for replica in self.replicas:
            replica.start()
        for replica in self.replicas:
            replica.wait_ready(120)
        return self

    def stop(self) -> list[int | None]:
        """End everything; give how each process ended."""
        return [replica.stop() for replica in self.replicas]

    def killed(self, service: str) -> None:
        """Kill every replica of a service."""
        for replica in self._of(service):
            replica.kill()

    def started(self, service: str) -> None:
        """Start every replica of a service again."""
        for replica in self._of(service):
            replica.start()
        for replica in self._of(service):
            replica.wait_ready(120)

    def again(self, service: str) -> None:
        """Stop every replica of a service in good order, and start it again."""
        for replica in self._of(service):
            replica.stop()
        self.started(service)

    @property
    def key(self) -> Path:
        """Give the key that signs tokens."""
        return self._keys / ISSUER

    def _of(self, service: str) -> list[ServiceProcess]:
        return [replica for replica in self.replicas if replica.service == service]

    def change(self, service: str, collection: str, identity: str, **values: Any) -> None:
        """Change a document behind a service's back, as time would."""
        self._mongo[service][collection].update_one({"_id": identity}, {"$set": values})

    def caller(self, role: str, *divisions: str, sub: str = "") -> Caller:
        """Give somebody a token; residents act for themselves and answer for no division."""
        who = sub or f"{role}-1"
        token = sign(self.key, sub=who, roles=[role], divisions=divisions)
        return Caller(self._addresses, token)

    def feed(self, service: str) -> list[dict[str, Any]]:
        """Read all that a service announced, from its change feed."""
        events, after = [], 0
        while True:
            page = self.ops.get(service, "/v1/feed", after=after, limit=500)
            if not page["items"]:
                return events
            events += [item["event"] for item in page["items"]]
            after = page["next"]

    def feeds(self) -> list[dict[str, Any]]:
        """Read all that was announced anywhere."""
        return [event for service in service_names() for event in self.feed(service)]

    def settle(self) -> list[dict[str, Any]]:
        """Wait until everything announced was heard by everyone it concerns; give all of it."""
        eventually(lambda: self._pending() == 0 and not self._unheard(self.feeds()))
        return self.feeds()

    def dead_letters(self) -> dict[str, int]:
        """Count the dead letters of each service: those kept, and those still on their way."""
        with self._channel() as channel:
            queues = {name: f"gongzhi.dead.{name}" for name in service_names()}
            return {
                name: int(channel.queue_declare(queue, passive=True).message_count)
                + self._mongo[name]["dead_letters"].count_documents({"state": "open"})
                for name, queue in queues.items()
            }

    def announced(self) -> list[tuple[bytes, str]]:
        """Give every event that was published: its bytes and the key it was published under."""
        pages = (page for name in service_names() for page in self._mongo[name]["events"].find())
        return [(bytes(one["body"]), one["key"]) for page in pages for one in page["events"]]

    def publish(self, messages: list[tuple[bytes, str]]) -> None:
        """Put messages on the exchange, each confirmed by the broker."""
        with self._channel() as channel:
            channel.confirm_select()
            for body, key in messages:
                kind = "application/cloudevents+json"
                message = amqp.Message(body, content_type=kind, delivery_mode=2)
                channel.basic_publish_confirm(message, "gongzhi.events", key)

    def still(self, seconds: float = 32.0) -> dict[str, Any]:
        """Wait until nothing has changed for longer than timers rest; give all that is kept.

        Timers rest up to 30 seconds (opinion groups, counts of places); those that rest longer wait
        for days to pass, which none does here.
        """
        until = time.monotonic() + PATIENCE + 2 * seconds
        kept, since = self.documents(), time.monotonic()
        while time.monotonic() - since < seconds:
            assert time.monotonic() < until, "something keeps changing"
            time.sleep(0.5)
            before, kept = kept, self.documents()
            since = since if kept == before else time.monotonic()
        return kept

    def documents(self) -> dict[str, Any]:
        """Copy what all services keep, apart from the machinery of messages and leases."""
        apart = {"inbox", "replies", "leases", "events"}
        return {
            f"{service}/{name}/{document['_id']}": document
            for service in service_names()
            for name in self._mongo[service].list_collection_names()
            if name not in apart
            for document in self._mongo[service][name].find()
        }

    def everything_kept(self, service: str) -> Iterator[str]:
        """Give every document of a service as text, the machinery's too, bodies of events read."""
        for name in self._mongo[service].list_collection_names():
            for document in self._mongo[service][name].find():
                yield f"{service}/{name}: {document!r} {_bodies(document)}"

    def duplicates(self) -> int:
        """Count the messages that were recognized as heard before, in all replicas."""
        pages = [httpx.get(f"{replica.url}/metrics").text for replica in self.replicas]
        return sum(int(float(number)) for page in pages for number in DUPLICATES.findall(page))

    def _pending(self) -> int:
        counts = [self.ops.get(name, "/v1/feed/counts") for name in service_names()]
        return sum(count["pending"] for count in counts)

    def _unheard(self, events: list[dict[str, Any]]) -> list[str]:
        heard = {name: self._mongo[name]["inbox"].distinct("_id") for name in service_names()}
        settled = {(name, guard) for name, guards in heard.items() for guard in guards}
        return [
            f"{service} {event['type']}"
            for event in events
            for service in listeners().get(event["type"], ())
            if (service, f"event:{event['id']}") not in settled
        ]

    @contextlib.contextmanager
    def _channel(self) -> Iterator[Any]:
        with amqp.Connection(f"127.0.0.1:{self.broker.port}") as connection:
            yield connection.channel()


def listeners() -> dict[str, list[str]]:
    """Say which services hear an event, by its type."""
    found: dict[str, list[str]] = {}
    for contract in contracts():
        for reads in contract.hears:
            found.setdefault(wire_type(reads), []).append(contract.service)
    return found


def _bodies(document: dict[str, Any]) -> str:
    announced = document.get("events", ())
    return " ".join(bytes(one["body"]).decode() for one in announced if "body" in one)
