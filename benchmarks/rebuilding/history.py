"""A history for guidance to hear: what participation and expression would have announced."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.contender import Addresses
from chassis.clock import Clock
from chassis.envelope import encode
from chassis.events import Event, Meta, division, producer, routing_key, sample, subject, wire_type
from chassis.store.documents import to_document
from services.expression.events import VoteCast
from services.guidance.domain.rulebook import Entry, Rulebook
from services.participation.events import HoursCredited, SpaceVisited

DISTRICT, TOWN = "440605", "440605124"
COMMUNITIES, RESIDENTS, PAGE = 30, 2_000, 100
DAY = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
WORTH = {"resident": 1, "organization": 1, "community": 1, "town": 1}
VISITS, VOTES = 0.6, 0.75  # votes: of what is no visit
FACTS = ("space_visited", "hours_credited", "vote_cast")
Page = dict[str, Any]


class Teller:
    """Makes events and keeps them as the pages of their producers' feeds, already published."""

    def __init__(self, at: Addresses, seed: int = 1) -> None:
        self._at = at
        self._chance = random.Random(seed)
        self._new_id = Clock().new_id
        self._ends: dict[str, int] = {}
        self.told = 0

    def tell(self, count: int) -> list[bytes]:
        """Keep some more events; give their bodies, as they are published."""
        kept: dict[str, list[dict[str, Any]]] = {}
        for _ in range(count):
            event = self._event()
            kept.setdefault(producer(type(event)), []).append(self._entry(event))
        for name, entries in kept.items():
            self._keep(name, entries)
        self.told += count
        return [entry["body"] for entries in kept.values() for entry in entries]

    def give_rules(self) -> None:
        """Put the standard in force that says what actions are worth."""
        entry = Entry("bench", 1, date(2018, 1, 1), {"points": dict.fromkeys(FACTS, WORTH)})
        book = to_document(Rulebook(DISTRICT, DISTRICT, (entry,)), 1)
        self._at.database("guidance")["rulebooks"].insert_one(book)

    def _keep(self, name: str, entries: list[dict[str, Any]]) -> None:
        database = self._at.database(name)
        for start in range(0, len(entries), PAGE):
            part = entries[start : start + PAGE]
            position = self._ends.get(name, 0)
            end = self._ends[name] = position + len(part)
            page = {"_id": self._new_id(), "state": "published", "position": position, "end": end}
            database["events"].insert_one(page | {"events": part})
        lease = {"$set": {"position": self._ends[name]}}
        database["leases"].update_one({"_id": "relay"}, lease, upsert=True)

    def _entry(self, event: Event) -> dict[str, Any]:
        kind, where, identity = wire_type(type(event)), division(event), self._new_id()
        meta = Meta(identity, kind, DAY, subject(event), where)
        entry = {"id": identity, "type": kind, "key": routing_key(event), "division": where}
        return entry | {"subject": meta.subject, "body": encode(event, meta)}

    def _event(self) -> Event:
        who = f"r-{self._chance.randrange(RESIDENTS)}"
        where = f"{TOWN}{self._chance.randrange(1, COMMUNITIES + 1):03d}"
        at = DAY + timedelta(minutes=self._chance.randrange(1_000))
        about = self._new_id()
        if self._chance.random() < VISITS:
            return SpaceVisited(who, about, "s1", "youth_home", None, where, at)
        votes = self._chance.random() < VOTES
        kind, named = (VoteCast, "voter_id") if votes else (HoursCredited, "resident_id")
        return kind(**sample(kind) | {named: who, "division": where})
