"""One unit of work: what a batch read, what it will write, and what it announces."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis import events
from chassis.events import Event, Meta
from chassis.store.documents import from_document, to_document
from chassis.store.pages import pages_of
from chassis.store.writes import Backend, Document, Replacement, Sort, Tally, Writes
from chassis.tracing import child_of

Key = tuple[str, str]
Mark = tuple[int, int]
ABSENT: Any = object()


@dataclass(frozen=True)
class Cause:
    """What led to the writes of one item; its events carry it on."""

    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""


@dataclass(frozen=True)
class Held:
    """A state in the unit, None where it is not; `stored` is its version in the database."""

    state: Any
    stored: int
    version: int


NOTHING = Held(None, 0, 0)


class Unit:
    """Reads through to the database once, keeps every write in memory, forgets what is undone."""

    def __init__(self, backend: Backend, *, now: datetime, new_id: Callable[[], str]) -> None:
        """Begin with nothing read and nothing to write."""
        self._backend = backend
        self._now = now
        self._new_id = new_id
        self._held: dict[Key, Held] = {}
        self._dirty: dict[Key, None] = {}
        self._tallies: dict[Key, Tally] = {}
        self._recorded: list[tuple[Event, Meta]] = []
        self._guards: dict[str, Document] = {}
        self._undo: list[tuple[dict[Any, Any], Any, Any]] = []
        self.pages: list[Document] = []  # what was committed for others to hear
        self.cause = Cause()

    def prefetch(self, collection: str, holds: type, ids: Iterable[str]) -> None:
        """Read many states in one query; those already held are not read again."""
        missing = sorted({i for i in ids if (collection, i) not in self._held})
        if not missing:
            return
        for document in self._backend.fetch(collection, missing):
            self._hold(collection, holds, document)
        for identity in missing:
            self._held.setdefault((collection, identity), NOTHING)

    def held(self, collection: str, holds: type, identity: str) -> Held:
        """Give a state as it is now in this unit, reading it first where needed."""
        self.prefetch(collection, holds, [identity])
        return self._held[collection, identity]

    def search(
        self, collection: str, holds: type, query: tuple[dict[str, Any], Sort, int]
    ) -> list[Held]:
        """Find states in the database; one changed in this unit is given as changed."""
        found = self._backend.search(collection, *query)
        kept = [self._hold(collection, holds, document) for document in found]
        return [held for held in kept if held.state is not None]

    def _hold(self, collection: str, holds: type, document: Document) -> Held:
        key = (collection, document["_id"])
        if key not in self._held or (self._held[key] is NOTHING and key not in self._dirty):
            version = document.get("version", 0)
            self._held[key] = Held(from_document(document, holds), version, version)
        return self._held[key]

    def put(self, collection: str, identity: str, state: Any) -> int:
        """Keep a new state of something; give its new version."""
        key = (collection, identity)
        before = self._held.get(key, NOTHING)
        self._keep(self._held, key, Held(state, before.stored, before.version + 1))
        self._keep(self._dirty, key, None)
        return before.version + 1

    def add(self, collection: str, identity: str, row: Any) -> bool:
        """Keep a row that must not exist yet; False when this unit holds one already."""
        if self._held.get((collection, identity), NOTHING).state is not None:
            return False
        self.put(collection, identity, row)
        return True

    def tally(self, collection: str, change: Tally) -> None:
        """Add to a counter; changes to one counter are netted into one write."""
        key = (collection, change.id)
        before = self._tallies.get(key)
        self._keep(self._tallies, key, _netted(before, change) if before else change)

    def guard(self, row: Document) -> None:
        """Keep the row that says this item took effect."""
        self._keep(self._guards, row["_id"], row)

    def guarded(self, guard: str) -> Document | None:
        """Give the row an earlier item of this unit left under the same guard."""
        return self._guards.get(guard)

    def record(self, announced: Sequence[Event], sequence: int) -> list[str]:
        """Announce events once this unit is committed; give their ids."""
        if not announced:
            return []
        metas = [self._meta(event, f"{sequence:012d}.{i}") for i, event in enumerate(announced)]
        self._recorded.extend(zip(announced, metas, strict=True))
        return [meta.id for meta in metas]

    def _meta(self, event: Event, sequence: str) -> Meta:
        identity = self._new_id()
        return Meta(
            id=identity,
            type=events.wire_type(type(event)),
            time=self._now,
            subject=events.subject(event),
            division=events.division(event),
            sequence=sequence,
            correlation_id=self.cause.correlation_id or identity,
            causation_id=self.cause.causation_id,
            traceparent=child_of(self.cause.traceparent),
        )

    def mark(self) -> Mark:
        """Name this moment, to come back to it."""
        return len(self._undo), len(self._recorded)

    def undo_to(self, mark: Mark) -> None:
        """Forget everything kept since `mark`: an item that fails leaves nothing behind."""
        changes, recorded = mark
        while len(self._undo) > changes:
            where, key, before = self._undo.pop()
            if before is ABSENT:
                del where[key]
            else:
                where[key] = before
        del self._recorded[recorded:]

    def _keep(self, where: dict[Any, Any], key: Any, value: Any) -> None:
        """Keep a value, and what stood there before; a closure would hold the unit for ever."""
        self._undo.append((where, key, where.get(key, ABSENT)))
        where[key] = value

    @property
    def recorded(self) -> list[tuple[Event, Meta]]:
        """The events announced so far, with their envelopes."""
        return self._recorded

    def commit(self, writes: Writes) -> None:
        """Write all of it or nothing; see `Backend.commit` for what it raises."""
        self._backend.commit(writes)
        self.pages = writes.pages

    def writes(self) -> Writes:
        """Put together what the database is to do, in a stable order to avoid conflicts."""
        writes = Writes(
            guards=list(self._guards.values()), pages=pages_of(self._recorded, self._new_id)
        )
        for collection, identity in sorted(self._dirty):
            self._write(writes, collection, identity)
        for (collection, _), tally in sorted(self._tallies.items(), key=lambda item: item[0]):
            writes.tallies.setdefault(collection, []).append(tally)
        return writes

    def _write(self, writes: Writes, collection: str, identity: str) -> None:
        held = self._held[collection, identity]
        document = None if held.state is None else to_document(held.state, held.version)
        if held.stored:
            change = Replacement(identity, held.stored, document)
            writes.replacements.setdefault(collection, []).append(change)
        elif document is not None:
            writes.inserts.setdefault(collection, []).append(document)


def _netted(before: Tally, change: Tally) -> Tally:
    numbers = dict(before.add)
    for name, number in change.add.items():
        numbers[name] = numbers.get(name, 0) + number
    return Tally(change.id, numbers, {**before.set, **change.set})
