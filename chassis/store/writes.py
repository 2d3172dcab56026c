"""What one unit of work asks a database to do: all of it, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Document = dict[str, Any]
Sort = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Replacement:
    """A document that takes the place of the one stored with `version`; None removes it."""

    id: str
    version: int
    document: Document | None


@dataclass(frozen=True)
class Tally:
    """What to add to the numbers of one counter document, and what to set beside them."""

    id: str
    add: dict[str, int | float]
    set: dict[str, Any]


@dataclass
class Writes:
    """Everything one batch writes, by collection."""

    guards: list[Document] = field(default_factory=list)
    inserts: dict[str, list[Document]] = field(default_factory=dict)
    replacements: dict[str, list[Replacement]] = field(default_factory=dict)
    tallies: dict[str, list[Tally]] = field(default_factory=dict)
    pages: list[Document] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.guards or self.inserts or self.replacements or self.tallies or self.pages)


class Backend(Protocol):
    """A database as the units of work see it; the in-memory one and MongoDB pass one contract."""

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids; those that do not exist are left out."""

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, in order."""

    def commit(self, writes: Writes) -> None:
        """Write all or nothing.

        Raises `AlreadyHandled` (some guards are stored), `AlreadyExists` (an insert is stored),
        `WriteConflict` (a replaced version differs, or another transaction was first) and
        `Unavailable` (no answer); nothing is written then, except that after `Unavailable`
        nobody knows, which is what guards are for.
        """
