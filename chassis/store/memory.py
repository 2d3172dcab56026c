"""A database in memory for fast tests; it passes the same contract as the real one."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.errors import AlreadyExists, AlreadyHandled, WriteConflict
from chassis.store import guards
from chassis.store.matching import MISSING, matches, value_at
from chassis.store.writes import Document, Replacement, Sort, Tally, Writes


class InMemory:
    """Documents by collection and id; a commit checks everything before it writes anything."""

    def __init__(self) -> None:
        """Begin empty."""
        self.collections: dict[str, dict[str, Document]] = {}

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids."""
        stored = self.collections.get(collection, {})
        return [_apart(stored[i]) for i in ids if i in stored]

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, in order."""
        found = [d for d in self.collections.get(collection, {}).values() if matches(d, where)]
        for path, direction in reversed(sort):
            found.sort(key=lambda d: _sort_key(d, path), reverse=direction < 0)
        return [_apart(document) for document in found[:limit]]

    def commit(self, writes: Writes) -> None:
        """Write all or nothing."""
        self._check(writes)
        inserts = guards.by_collection(writes.guards) | {"events": writes.pages} | writes.inserts
        for collection, documents in inserts.items():
            self._insert(collection, documents)
        for collection, changes in writes.replacements.items():
            self._replace(collection, changes)
        for collection, tallies in writes.tallies.items():
            self._add(collection, tallies)

    def _check(self, writes: Writes) -> None:
        known = guards.known(self, [guard["_id"] for guard in writes.guards])
        if known:
            raise AlreadyHandled(known)
        for collection, changes in writes.replacements.items():
            stored = self.collections.get(collection, {})
            if any(stored.get(c.id, {}).get("version") != c.version for c in changes):
                raise WriteConflict
        for collection, documents in writes.inserts.items():
            stored = self.collections.get(collection, {})
            twin = next((d["_id"] for d in documents if d["_id"] in stored), None)
            if twin is not None:
                raise AlreadyExists(collection, twin)

    def _insert(self, collection: str, documents: list[Document]) -> None:
        stored = self.collections.setdefault(collection, {})
        stored.update({d["_id"]: _apart(d) for d in documents})

    def _replace(self, collection: str, changes: list[Replacement]) -> None:
        stored = self.collections[collection]
        for change in changes:
            if change.document is None:
                del stored[change.id]
            else:
                stored[change.id] = _apart(change.document)

    def _add(self, collection: str, tallies: list[Tally]) -> None:
        stored = self.collections.setdefault(collection, {})
        for tally in tallies:
            counter = stored.setdefault(tally.id, {"_id": tally.id})
            for name, number in tally.add.items():
                counter[name] = counter.get(name, 0) + number
            counter.update(tally.set)


def _apart(value: Any) -> Any:
    """Copy what a document is made of, and nothing else; several times as fast as `deepcopy`."""
    if isinstance(value, dict):
        return {name: _apart(one) for name, one in value.items()}
    return [_apart(one) for one in value] if isinstance(value, list | tuple) else value


def _sort_key(document: Document, path: str) -> tuple[bool, Any]:
    value = value_at(document, path)
    missing = value is MISSING or value is None
    return (not missing, "" if missing else value)
