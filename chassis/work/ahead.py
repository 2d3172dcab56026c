"""One batch is folded while the batch before it commits; what both touch is waited for.

Commits of such batches never overlap and keep their order. A batch that was folded on what the
one before it changed after all finds another version, and is folded again.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from eventlet.event import Event

from chassis.errors import Unavailable
from chassis.store.writes import Backend, Document, Sort, Writes


class Step:
    """The step of one batch in a row of batches."""

    def __init__(self, before: "Step | None" = None) -> None:
        """Come after another step, if there is one that has not ended."""
        self._before = before
        self._touches: dict[str, set[str]] = {}
        self._folded: Event = Event()
        self._ended: Event = Event()

    def may_commit(self, writes: Writes) -> None:
        """Let the next batch be folded; return once the one before is committed.

        Raises `Unavailable` where it was not: this one waits for its turn behind it.
        """
        self._touches = _touched(writes)
        self._let_next_begin()
        self._wait()

    def end(self, *, committed: bool) -> None:
        """Say that this batch is committed, or that it is not."""
        self._let_next_begin()
        self._ended.send(committed)

    def until_folded(self) -> None:
        """Wait until the next batch may be folded."""
        self._folded.wait()

    def until_ended(self) -> None:
        """Wait until this batch is committed, or is not."""
        self._ended.wait()

    def has_ended(self) -> bool:
        """Tell whether it is known what became of this batch."""
        return bool(self._ended.ready())

    def reading(self, backend: Backend) -> Backend:
        """Read from a database what this batch may read at once, and wait for the rest."""
        return Behind(backend, self)

    def wait_for(self, collection: str, ids: Sequence[str] | None = None) -> None:
        """Wait if the batch before writes these, or anything in the collection."""
        before = self._before
        written = before._touches.get(collection) if before else None  # noqa: SLF001 - its own kind
        if written and (ids is None or not written.isdisjoint(ids)):
            self._wait()

    def _let_next_begin(self) -> None:
        if not self._folded.ready():
            self._folded.send()

    def _wait(self) -> None:
        before, self._before = self._before, None  # a row of all steps would never be let go
        if before is not None and not before._ended.wait():  # noqa: SLF001 - its own kind
            raise Unavailable("the batch before this one was not committed")


def _touched(writes: Writes) -> dict[str, set[str]]:
    touched: dict[str, set[str]] = defaultdict(set)
    for name, documents in writes.inserts.items():
        touched[name] |= {document["_id"] for document in documents}
    for name, replaced in writes.replacements.items():
        touched[name] |= {change.id for change in replaced}
    for name, tallied in writes.tallies.items():
        touched[name] |= {change.id for change in tallied}
    return touched


class Behind:
    """A database as the batch sees it that is folded while another commits."""

    def __init__(self, backend: Backend, step: Step) -> None:
        """Read from this database, in the order of the steps."""
        self._backend = backend
        self._step = step

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids; those that do not exist are left out."""
        self._step.wait_for(collection, ids)
        return self._backend.fetch(collection, ids)

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, in order."""
        self._step.wait_for(collection)
        return self._backend.search(collection, where, sort, limit)

    def commit(self, writes: Writes) -> None:
        """Write all or nothing."""
        self._backend.commit(writes)
