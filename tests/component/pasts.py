"""Producers that left a history, and a service that heard all of it, or nearly."""

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from chassis.clock import Clock
from chassis.envelope import encode
from chassis.events import Event, Meta, division, producer, subject, wire_type
from chassis.replay.history import History, id_at
from chassis.replay.reach import histories_of
from chassis.store.memory import InMemory
from chassis.testing.harness import Harness

MORNING = datetime(2019, 5, 4, 1, 30, tzinfo=UTC)


class Producers:
    """Histories in memory: every event is a page of its own, a minute after the one before."""

    def __init__(self) -> None:
        self.backends: dict[str, InMemory] = {}
        self.told: list[dict[str, Any]] = []
        self._new_id = Clock().new_id

    def tells(self, event: Event, *, published: bool = True) -> bytes:
        """Write an event into its producer's history; give its bytes."""
        name, at = producer(type(event)), MORNING + timedelta(minutes=len(self.told))
        pages = self.backends.setdefault(name, InMemory()).collections.setdefault("events", {})
        position = sum(len(page["events"]) for page in pages.values())
        body = encode(event, _meta(event, self._new_id(), at))
        entry = {"id": _id_in(body), "type": wire_type(type(event)), "body": body}
        page = {"_id": id_at(at) + f"-{len(self.told):04d}", "events": [entry]}
        places = {"state": "published", "position": position, "end": position + 1}
        page |= places if published else {"state": "pending", "position": None}
        pages[page["_id"]] = page
        if published:
            self._count(name, position + 1)
        self.told.append(entry)
        return body

    def forget(self, name: str, most: int) -> None:
        """Keep only the newest pages of a producer."""
        pages = self.backends[name].collections["events"]
        for identity in sorted(pages)[:-most]:
            del pages[identity]

    def histories(self, service_cls: type) -> dict[str, History]:
        """Give the histories a service hears."""
        return histories_of(service_cls, lambda name: self.backends.setdefault(name, InMemory()))

    def _count(self, name: str, position: int) -> None:
        leases = self.backends[name].collections.setdefault("leases", {})
        leases["relay"] = {"_id": "relay", "position": position}


def _meta(event: Event, identity: str, at: datetime) -> Meta:
    kind = wire_type(type(event))
    return Meta(identity, kind, at, subject(event), division(event))


def _id_in(body: bytes) -> str:
    return str(orjson.loads(body)["id"])


def hear_all(harness: Harness, producers: Producers, *, but: int = -1) -> None:
    """Let a service hear everything once, in order, except one event."""
    for number, entry in enumerate(producers.told):
        if number != but:
            harness.reads(entry["body"])
