"""Writing to a database while the next batch is being folded: one transaction behind."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from chassis.errors import Unavailable
from chassis.store.writes import Backend, Document, Sort, Writes


class NotWritten(Unavailable):
    """A transaction was refused after the next had begun: both are to be folded again."""


class WriteBehind:
    """A database for one writer: a commit returns at once, and the next one waits for it.

    What is on its way is given to readers as if it were written. Nobody may rely on a commit
    before `settle`; a process that dies loses at most the last one, and the place with it.
    """

    def __init__(self, backend: Backend) -> None:
        """Write to a database in a thread of its own."""
        self.backend = backend
        self.at_once = False
        self._thread = ThreadPoolExecutor(1, "write-behind")
        self._running: Future[None] | None = None
        self._latest: dict[tuple[str, str], Document | None] = {}
        self._counting: frozenset[str] = frozenset()

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids, as they will be."""
        if collection in self._counting:
            self.settle()
        moving = {i: self._latest[collection, i] for i in ids if (collection, i) in self._latest}
        rest = [identity for identity in ids if identity not in moving]
        found = [document for document in moving.values() if document is not None]
        return found + (self.backend.fetch(collection, rest) if rest else [])

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, once everything is written."""
        self.settle()
        return self.backend.search(collection, where, sort, limit)

    def commit(self, writes: Writes) -> None:
        """Wait for the transaction before, and begin this one."""
        self.settle()
        if self.at_once:
            self.backend.commit(writes)
            return
        self._latest = dict(_documents(writes))
        self._counting = frozenset(writes.tallies)
        self._running = self._thread.submit(self.backend.commit, writes)

    def settle(self) -> None:
        """Return once everything is written; raises `NotWritten` where the database refused."""
        running, self._running = self._running, None
        if running is None:
            return
        try:
            running.result()
        except Unavailable:
            raise
        except Exception as error:
            raise NotWritten(str(error)) from error
        finally:
            self._latest, self._counting = {}, frozenset()


def _documents(writes: Writes) -> list[tuple[tuple[str, str], Document | None]]:
    inserted = [
        ((name, document["_id"]), document)
        for name, documents in writes.inserts.items()
        for document in documents
    ]
    replaced = [
        ((name, change.id), change.document)
        for name, changes in writes.replacements.items()
        for change in changes
    ]
    return [*inserted, *replaced]
