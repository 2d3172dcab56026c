"""What the oracle sees: every database and queue, through plain drivers and nothing of ours."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import amqp
from pymongo import MongoClient

SHARDS = 4  # of what a service hears in order
LADDER = ("1s", "2s", "4s", "5s", "8s", "15s", "30s", "120s", "600s")  # a rig's, and the usual
COUNTERS = {
    "participation": ("space_use", "hours_totals"),
    "collaboration": ("credits",),
    "guidance": ("indicators",),
    "expression": ("topic_totals", "statement_totals"),
}


@dataclass(frozen=True)
class Logged:
    """An event as it stands in the log of the system that announced it."""

    service: str
    id: str
    fact: str
    sha256: str
    content: dict[str, Any]


@dataclass
class Seen:
    """All that can be seen of a system at rest."""

    services: tuple[str, ...]
    log: list[Logged] = field(default_factory=list)
    pages: dict[str, list[tuple[str, Any, Any, int]]] = field(default_factory=dict)
    inbox: dict[str, set[str]] = field(default_factory=dict)
    ledger: list[dict[str, Any]] = field(default_factory=list)
    totals: dict[str, tuple[int, int]] = field(default_factory=dict)
    counters: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    suggestions: list[tuple[str, str, str, str]] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    dead: dict[str, Counter[str]] = field(default_factory=dict)


def digest(body: bytes) -> str:
    """Give a body's fingerprint."""
    return hashlib.sha256(body).hexdigest()


def look(mongo_uri: str, broker: str, services: Iterable[str]) -> Seen:
    """Look at everything: the databases first, then the queues."""
    seen = Seen(tuple(services))
    with MongoClient(mongo_uri, tz_aware=True) as client:
        for service in seen.services:
            _look_at_database(client[service], service, seen)
    with _connection(broker) as connection:
        for service in seen.services:
            seen.dead[service] += Counter(_dead_letters(connection, service))
        seen.waiting = _waiting(connection, seen.services)
    return seen


def _connection(broker: str) -> Any:
    """Connect to host:port, or to user:password@host:port."""
    account, _, address = broker.rpartition("@")
    user, _, password = account.partition(":")
    return amqp.Connection(address, userid=user or "guest", password=password or "guest")


def _look_at_database(database: Any, service: str, seen: Seen) -> None:
    pages = list(database["events"].find().sort("position", 1))
    seen.pages[service] = [
        (page["state"], page["position"], page.get("end"), len(page["events"])) for page in pages
    ]
    seen.log += [_logged(service, one) for page in pages for one in page["events"]]
    seen.inbox[service] = events_in(database["inbox"].find({}, {"_id": 1, "ids": 1}))
    kept = (bytes(row["body"]) for row in database["dead_letters"].find({}, {"body": 1}))
    seen.dead[service] = Counter(digest(body) for body in kept)
    seen.counters |= _counters(database, service)
    if service == "guidance":
        _look_at_scores(database, seen)


def events_in(rows: Iterable[dict[str, Any]]) -> set[str]:
    """Give the events an inbox says were handled; a row holds one guard, or a page of many."""
    guards = (guard for row in rows for guard in row.get("ids", [row["_id"]]))
    return {str(guard).removeprefix("event:") for guard in guards if not _of_a_request(guard)}


def _of_a_request(guard: Any) -> bool:
    return str(guard).startswith("request:")


def _logged(service: str, one: dict[str, Any]) -> Logged:
    body = bytes(one["body"])
    envelope = json.loads(body)
    fact = envelope["type"].split(".")[2]
    return Logged(service, envelope["id"], fact, digest(body), envelope["data"])


def _look_at_scores(database: Any, seen: Seen) -> None:
    seen.ledger = list(database["ledger"].find())
    seen.totals = {
        row["_id"]: (row.get("points", 0), row.get("actions", 0))
        for row in database["totals"].find()
    }
    seen.suggestions = [
        (row["_id"], row["resident_id"], row["target_kind"], row["target_id"])
        for row in database["suggestions"].find()
    ]


def _counters(database: Any, service: str) -> dict[tuple[str, str, str, str], int]:
    found = {
        (service, name, str(row["_id"]), column): value
        for name in COUNTERS.get(service, ())
        for row in database[name].find()
        for column, value in row.items()
        if isinstance(value, int) and not isinstance(value, bool)
    }
    if service == "participation":
        found |= {
            (service, "standings", row["_id"], column): value
            for row in database["standings"].find({}, {"counts": 1})
            for column, value in row.get("counts", {}).items()
        }
    return found


def _dead_letters(connection: Any, service: str) -> Iterator[str]:
    """Look at every dead letter and leave it there: none is acknowledged."""
    channel = connection.channel()
    try:
        while (message := channel.basic_get(f"gongzhi.dead.{service}")) is not None:
            body = message.body
            yield digest(body.encode() if isinstance(body, str) else bytes(body))
    except amqp.NotFound:
        return
    finally:
        if channel.is_open:
            channel.close()


def inbound_queues(services: Iterable[str]) -> list[str]:
    """Name every queue in which a message may wait to be handled."""
    names = [f"gongzhi.retry.{step}" for step in LADDER]
    for service in services:
        names.append(f"gongzhi.{service}.events")
        names += [f"gongzhi.{service}.ordered.{number}" for number in range(SHARDS)]
    return names


def _waiting(connection: Any, services: Iterable[str]) -> dict[str, int]:
    found = {}
    for name in inbound_queues(services):
        channel = connection.channel()
        try:
            found[name] = int(channel.queue_declare(name, passive=True).message_count)
        except amqp.NotFound:
            continue
        channel.close()
    return found
