"""A database beside the live one that takes only what a rebuild is for, and announces nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chassis.database import kept
from chassis.replay.behind import WriteBehind
from chassis.replay.places import Places
from chassis.store.memory import InMemory
from chassis.store.rebuilding import COMPARED, InRebuild, Rebuildable
from chassis.store.writes import Backend, Document, Sort, Writes

Kind = type[Rebuildable]
READ_AT_ONCE = 1000


class Shadow:
    """Holds the collections of a rebuild; every other one is empty, and stays so."""

    def __init__(self, backend: Backend, names: Iterable[str]) -> None:
        """Keep the collections with these names in a database of its own."""
        self.backend = WriteBehind(backend)
        self.commits = 0
        self.names = frozenset(names)

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids."""
        return self.backend.fetch(collection, ids) if collection in self.names else []

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, in order."""
        if collection not in self.names:
            return []
        return self.backend.search(collection, where, sort, limit)

    def commit(self, writes: Writes) -> None:
        """Write what belongs here, all or nothing."""
        mine = Writes(
            inserts=self._mine(writes.inserts),
            replacements=self._mine(writes.replacements),
            tallies=self._mine(writes.tallies),
        )
        if mine:
            self.backend.commit(mine)
            self.commits += 1

    def write_at_once(self) -> None:
        """Be one transaction behind no more; raises `NotWritten` where the last one was refused."""
        self.backend.at_once = True
        self.backend.settle()

    def _mine(self, by_collection: dict[str, Any]) -> dict[str, Any]:
        return {name: found for name, found in by_collection.items() if name in self.names}


class Overlay:
    """What a database would hold after some more events; nothing is written to it."""

    def __init__(self, below: Shadow) -> None:
        """Begin with what is below."""
        self.names = below.names
        self._below = below
        self._above = InMemory()
        self._lifted: set[tuple[str, str]] = set()

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids, as changed here."""
        self._lift(collection, ids)
        return self._above.fetch(collection, ids)

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Find documents by what is below."""
        return self._below.search(collection, where, sort, limit)

    def commit(self, writes: Writes) -> None:
        """Change what was lifted."""
        for name, documents in writes.inserts.items():
            self._lift(name, [document["_id"] for document in documents])
        for by_id in (writes.replacements, writes.tallies):
            for name, changes in by_id.items():
                self._lift(name, [change.id for change in changes])
        self._above.commit(replace(writes, guards=[], pages=[]))

    def _lift(self, collection: str, ids: Sequence[str]) -> None:
        new = [identity for identity in ids if (collection, identity) not in self._lifted]
        self._lifted |= {(collection, identity) for identity in new}
        documents = self._above.collections.setdefault(collection, {})
        documents.update({d["_id"]: d for d in self._below.fetch(collection, new)} if new else {})


def kinds_in(service_cls: type, *parts: InRebuild) -> list[Kind]:
    """List the collections of a service that take these parts in a rebuild."""
    kinds: list[Kind] = list(kept(service_cls).values())
    return [kind for kind in kinds if kind.in_rebuild in parts]


def rebuilt_kinds(service_cls: type, compared: Iterable[InRebuild] = COMPARED) -> list[Kind]:
    """List the collections that a shadow holds where it is filled to compare these parts."""
    parts = InRebuild.GIVEN, InRebuild.NEEDED, *compared
    return [*kinds_in(service_cls, *parts), Places]


def every_document(backend: Backend, name: str) -> Iterable[Document]:
    """Read a whole collection in the order of its ids, a part at a time."""
    last = ""
    while True:
        part = backend.search(name, {"_id": {"$gt": last}}, [("_id", 1)], READ_AT_ONCE)
        yield from part
        if len(part) < READ_AT_ONCE:
            return
        last = part[-1]["_id"]
