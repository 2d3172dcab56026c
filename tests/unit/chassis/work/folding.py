"""A service of the smallest kind, and items that do to it whatever a test says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from chassis.events import Event, described
from chassis.store import Collection, Tallies
from chassis.store.memory import InMemory
from chassis.store.writes import Writes
from chassis.work.items import Item, Outcome
from chassis.work.work import Work

PLACE = "440605124004"
Act = Callable[["Shop"], Any]


@dataclass(frozen=True)
class Thing:
    id: str
    size: int = 0
    division: str = PLACE


@dataclass(frozen=True)
class Row:
    id: str


class Things(Collection[Thing]):
    name = "things"
    holds = Thing


class Rows(Collection[Row]):
    name = "rows"
    holds = Row


class Totals(Tallies):
    name = "totals"


@dataclass(frozen=True)
class Grown(Event):
    """A thing grew."""

    producer = "shop"
    thing_id: str = described("t1", "what grew")
    division: str = described(PLACE, "where")


class Shop:
    """Folds over a backend, as a worker of a service does."""

    def __init__(self, backend: Any) -> None:
        self.work = Work(backend)
        self.things = Things(self.work)
        self.rows = Rows(self.work)
        self.totals = Totals(self.work)


class Doing(Item):
    """An item that does what it is given to do."""

    def __init__(self, act: Act, guard: str | None = None, reply: str = "") -> None:
        self.act = act
        self.guard = guard
        self.reply = reply
        self.tried = 0

    def apply(self, service: Shop) -> None:
        self.tried += 1
        self.act(service)

    def kept_reply(self) -> dict[str, Any]:
        return {"reply": self.reply}


class Scripted(InMemory):
    """A database whose next commits end as a test says; an exception is raised, None commits."""

    def __init__(self, *ends: Exception | None) -> None:
        super().__init__()
        self.ends = list(ends)
        self.commits = 0

    def commit(self, writes: Writes) -> None:
        self.commits += 1
        end = self.ends.pop(0) if self.ends else None
        if end is not None:
            raise end
        super().commit(writes)


def growing(identity: str, by: int = 1) -> Act:
    """Let a thing grow: a state, a total and an event."""

    def act(shop: Shop) -> None:
        thing = shop.things.find(identity) or Thing(identity)
        shop.things.save(replace(thing, size=thing.size + by), [Grown(identity, PLACE)])
        shop.totals.add("all", grown=by)

    return act


def raising(error: Exception) -> Act:
    """Write something, then fail: nothing of it may stay."""

    def act(shop: Shop) -> None:
        growing("ruined")(shop)
        raise error

    return act


def outcomes(items: list[Doing]) -> list[Outcome]:
    return [item.outcome for item in items]


def sizes(backend: InMemory) -> dict[str, int]:
    return {d["_id"]: d["size"] for d in backend.collections.get("things", {}).values()}


def announced(backend: InMemory) -> list[str]:
    pages = backend.collections.get("events", {}).values()
    return [event["subject"] for page in pages for event in page["events"]]
