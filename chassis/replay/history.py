"""The past of one producer: the events of its feed, in their order, as far as one service hears."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any

from chassis.messaging.message import guard_of
from chassis.store.feed_reader import RELAY, pages_after
from chassis.store.guards import known
from chassis.store.writes import Backend, Document

PAGES_AT_ONCE = 50
NEVER = 1 << 60
MOST_PENDING = 10_000
MOST_BEYOND = 50_000


class FarBehind(Exception):  # noqa: N818 - reads as what is the case
    """So much was announced since the first event that is not handled that nothing is compared."""

    def __init__(self, producer: str) -> None:
        """Name whose events wait."""
        super().__init__(
            f"{MOST_BEYOND} events of {producer} came after the first one that live has not"
            " handled: compare once it has caught up"
        )


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the past: where it stands in its producer's feed, and what was published."""

    producer: str
    position: int
    page: str  # ids of pages sort by the time of the commit
    id: str
    body: bytes


class History:
    """What one producer announced, limited to the types that somebody hears."""

    def __init__(self, producer: str, backend: Backend, types: frozenset[str]) -> None:
        """Read the pages of a producer's database; nothing is ever written there."""
        self.producer = producer
        self._backend = backend
        self._types = types

    def oldest(self) -> int:
        """Give the position before the oldest event that is still kept."""
        pages = self._pages(-1, 1)
        return int(pages[0]["position"]) if pages else self.newest()

    def newest(self) -> int:
        """Give the position of the newest published event."""
        rows = self._backend.fetch("leases", [RELAY])
        return int(rows[0].get("position", 0)) if rows else 0

    def began_at(self, position: int) -> str:
        """Give the id of the page after a position, which tells when it was committed."""
        pages = self._pages(position, 1)
        return str(pages[0]["_id"]) if pages else ""

    def position_at(self, moment: datetime) -> int:
        """Give the position before the first event that was announced from a moment on.

        Pages that were committed at nearly the same time may stand the other way round.
        """
        where = {"state": "published", "_id": {"$gte": id_at(moment)}}
        pages = self._backend.search("events", where, [("_id", 1)], PAGES_AT_ONCE)
        return min((int(page["position"]) for page in pages), default=self.newest())

    def after(self, position: int, until: int = NEVER) -> Iterator[Told]:
        """Give the published events between two positions, in order, a few pages at a time."""
        while position < until:
            pages = self._pages(position, PAGES_AT_ONCE)
            if not pages:
                return
            told = (one for page in pages for one in self._events(page, page["position"]))
            yield from (one for one in told if position < one.position <= until)
            position = pages[-1]["end"]

    def beyond(self, position: int) -> list[Told]:
        """Give the events after a position, and those that have none yet, which are on their way.

        Those on their way are read first: what gets its position meanwhile is found at least once.
        """
        pending = self._backend.search("events", {"state": "pending"}, [("_id", 1)], MOST_PENDING)
        moving = [one for page in pending for one in self._events(page, 0)]
        published = list(islice(self.after(position), MOST_BEYOND))
        if len(published) == MOST_BEYOND:
            raise FarBehind(self.producer)
        known = {one.id for one in published}
        rest = [one for one in moving if one.id not in known]
        return published + [replace(one, position=NEVER + n) for n, one in enumerate(rest)]

    def _pages(self, after: int, most: int) -> list[Document]:
        return pages_after(self._backend, after, most)

    def _events(self, page: Document, position: int) -> Iterator[Told]:
        for number, event in enumerate(page["events"], position + 1):
            if event["type"] in self._types:
                yield Told(self.producer, number, page["_id"], event["id"], bytes(event["body"]))


def id_at(moment: datetime) -> str:
    """Give the smallest id that could have been made at a moment (UUID version 7)."""
    milliseconds = f"{int(moment.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}"


def moment_of(identity: str) -> datetime:
    """Give the moment at which an id was made."""
    milliseconds = int(identity.replace("-", "")[:12], 16)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def in_time_order(streams: Sequence[Iterator[Told]]) -> Iterator[Told]:
    """Merge the past of several producers by time; each keeps its own order."""
    return merge(*streams, key=attrgetter("page"))


def handled(reads: Any, told: Sequence[Told]) -> set[str]:
    """Tell which events took effect: the ids of those that left a row in the inbox."""
    ids = {guard_of(one.id): one.id for one in told}
    return {ids[guard] for guard in known(reads, list(ids))}
