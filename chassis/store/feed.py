"""The events of a service: outbox, history and feed in one collection of pages.

A commit leaves one page with all its events, in state `pending`. The relay publishes pages and
gives each its position in the feed, all in one transaction that only the holder of the lease can
commit. A reader with a cursor therefore never skips an event, however many writers there are.
"""

from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Any

from pymongo import UpdateOne
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.errors import WriteConflict
from chassis.store.failures import read_plainly, said_plainly
from chassis.store.fresh import Fresh
from chassis.store.leases import Lease
from chassis.store.mongo import Mongo
from chassis.store.writes import Document

MOST_PAGES = 100
NONE = Fresh(0)
PAGES_AT_ONCE = 8  # a page may hold a hundred events: what is read ahead is sent in vain


class Feed:
    """Pages of events, pending and published."""

    def __init__(self, mongo: Mongo) -> None:
        """Read and mark pages of one service's database."""
        self._database = mongo.database
        self._pages = mongo.database["events"]

    def pending(
        self, most_events: int, *, but: Sequence[str] = (), fresh: Fresh = NONE
    ) -> list[Document]:
        """Give the oldest pages that are not published, until they hold enough events."""
        pages: list[Document] = []
        events = 0
        with read_plainly(), closing(self._in_order(self._waiting(but), fresh)) as found:
            for page in found:
                if pages and events + len(page["events"]) > most_events:
                    break
                pages.append(page)
                events += len(page["events"])
        return pages

    def _waiting(self, but: Sequence[str]) -> list[str]:
        where = {"state": "pending", "_id": {"$nin": list(but)}} if but else {"state": "pending"}
        found = self._pages.find(where, {"_id": 1}).sort("_id", 1).limit(MOST_PAGES)
        return [row["_id"] for row in found]

    def _in_order(self, ids: list[str], fresh: Fresh) -> Generator[Document, None, None]:
        """Give pages one by one, reading those that are not in memory."""
        held = {identity: fresh.get(identity) for identity in ids}
        missing = [identity for identity, page in held.items() if page is None]
        with self._pages.find({"_id": {"$in": missing}}).sort("_id", 1) as read:
            read.batch_size(PAGES_AT_ONCE)
            for page in held.values():
                yield page if page is not None else read.next()

    def mark_published(self, pages: list[Document], lease: Lease) -> None:
        """Give published pages their positions; `WriteConflict` when the lease is another's now."""
        with said_plainly(), self._database.client.start_session() as session:
            session.start_transaction(ReadConcern("snapshot"), WriteConcern("majority", j=True))
            try:
                self._mark(pages, lease, session)
            except BaseException:
                session.abort_transaction()
                raise
            session.commit_transaction()

    def _mark(self, pages: list[Document], lease: Lease, session: Any) -> None:
        counts = Counter(event["type"] for page in pages for event in page["events"])
        mine = {"_id": lease.job, "holder": lease.holder, "token": lease.token}
        leases = self._database["leases"]
        row = leases.find_one(mine, session=session)
        if row is None:
            raise WriteConflict
        numbers = {f"counts.{_key(kind)}": count for kind, count in counts.items()}
        total = {"$inc": {"position": sum(counts.values()), **numbers}}
        if leases.update_one(mine, total, session=session).matched_count != 1:
            raise WriteConflict
        self._pages.bulk_write(_positions(pages, row["position"]), session=session)


def _key(kind: str) -> str:
    return kind.replace(".", "/")


def _positions(pages: list[Document], position: int) -> list[UpdateOne]:
    marks = []
    for page in pages:
        end = position + len(page["events"])
        published = {"state": "published", "position": position, "end": end}
        marks.append(UpdateOne({"_id": page["_id"], "state": "pending"}, {"$set": published}))
        position = end
    return marks
