"""Live and shadow, document by document, at the same positions, while the live service goes on.

What differs at first sight is looked at again: in one snapshot of the live database stands which
events it has handled, so the shadow is told exactly those beyond its own place before they are
compared. What still differs after some tries, differs.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from pymongo.read_concern import ReadConcern

from chassis.replay.folding import Folder
from chassis.replay.history import Told, handled
from chassis.replay.rebuild import Rebuild
from chassis.replay.shadow import Kind, Overlay, every_document
from chassis.store.failures import said_plainly
from chassis.store.mongo import Mongo
from chassis.store.queries import in_parts
from chassis.store.writes import Backend, Document

Suspect = tuple[Kind, str]
LIVE, SHADOW = 0, 1


@dataclass(frozen=True)
class Difference:
    """One document that is not the same in live and shadow; None where it is missing."""

    kind: Kind
    id: str
    live: Document | None
    shadow: Document | None

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.kind.name} {self.id}"
        if self.live is None or self.shadow is None:
            return f"{where}: missing in {'live' if self.live is None else 'shadow'}"
        names = sorted(self.live.keys() | self.shadow.keys())
        told = [
            f"{name} is {self.live.get(name)} in live, {self.shadow.get(name)} in shadow"
            for name in names
            if self.live.get(name) != self.shadow.get(name)
        ]
        return f"{where}: {'; '.join(told)}"


class FirstSight:
    """Everything compared once, whatever moves meanwhile; what differs is only suspect."""

    def __init__(self, live: Backend, shadow: Backend) -> None:
        """Compare two databases."""
        self._sides = live, shadow
        self.compared = 0

    def suspects(self, kind: Kind, *, whole: bool) -> Iterator[Suspect]:
        """Give the documents that differ; of a shadow that is not `whole`, only those it holds."""
        sides = [self._side(kind, number) for number in (LIVE, SHADOW)]
        pairs = groupby(merge(*sides, key=itemgetter(0)), key=itemgetter(0))
        for identity, found in pairs:
            parts = {side: part for _, side, part in found if part is not None}
            if SHADOW not in parts and not whole:
                continue
            self.compared += 1
            if parts.get(LIVE) != parts.get(SHADOW):
                yield kind, identity

    def _side(self, kind: Kind, number: int) -> Iterator[tuple[str, int, Any]]:
        for document in every_document(self._sides[number], kind.name):
            yield document["_id"], number, kind.comparable(document)


@dataclass(frozen=True)
class SameMoment:
    """What still differs at one moment, and which events live has not handled by then."""

    differences: list[Difference]
    unhandled: list[Told]


def at_the_same_moment(rebuild: Rebuild, suspects: Sequence[Suspect]) -> SameMoment:
    """Compare some documents with what the shadow would be, had it heard what live has."""
    places = rebuild.places()
    with one_moment(rebuild.live) as reads:
        live = {(kind, d["_id"]): d for kind, d in _fetched(reads, suspects)}
        beyond = [
            told for name, past in rebuild.histories.items() for told in past.beyond(places[name])
        ]
        known = handled(reads, beyond)
    overlay = Overlay(rebuild.shadow)
    folder = Folder(rebuild.service_cls, overlay)
    folder.fold(folder.read([told for told in beyond if told.id in known]))
    shadow = {(kind, d["_id"]): d for kind, d in _fetched(overlay, suspects)}
    pairs = [Difference(*one, _part(live, one), _part(shadow, one)) for one in suspects]
    differences = [pair for pair in pairs if pair.live != pair.shadow]
    return SameMoment(differences, [told for told in beyond if told.id not in known])


def _part(found: dict[Suspect, Document], suspect: Suspect) -> Document | None:
    document = found.get(suspect)
    return None if document is None else suspect[0].comparable(document)


def _fetched(reads: Any, suspects: Sequence[Suspect]) -> Iterator[tuple[Kind, Document]]:
    ids: dict[Kind, list[str]] = {}
    for kind, identity in suspects:
        ids.setdefault(kind, []).append(identity)
    for kind, wanted in ids.items():
        yield from ((kind, document) for document in reads.fetch(kind.name, wanted))


class Snapshot:
    """Reads of one database, all as of one moment."""

    def __init__(self, mongo: Mongo, session: Any) -> None:
        """Read within the transaction of a session."""
        self._database = mongo.database
        self._session = session

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids."""
        kept = self._database[collection]
        parts = in_parts(ids)
        return [document for where in parts for document in kept.find(where, session=self._session)]


@contextmanager
def one_moment(backend: Backend) -> Iterator[Any]:
    """Give a way to read a database as it is at one moment; the one in memory stands still."""
    if not isinstance(backend, Mongo):
        yield backend
        return
    with said_plainly(), backend.database.client.start_session() as session:
        session.start_transaction(ReadConcern("snapshot"))
        try:
            yield Snapshot(backend, session)
        finally:
            session.abort_transaction()
