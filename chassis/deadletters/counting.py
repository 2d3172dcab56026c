"""How many letters are open, by reason: added up with each change, so that nobody reads them all.

Every replica tells the number every few seconds, and a letter may be large. So each unit of work
that changes a letter adds to one small document in the same transaction. Versions before this one
change letters without it: now and then all are counted, in a transaction that gives way to others.
"""

from typing import TYPE_CHECKING, Any

from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.deadletters.letter import Fate, Letter
from chassis.errors import WriteConflict
from chassis.store.failures import read_plainly, said_plainly
from chassis.store.mongo import Mongo
from chassis.store.tallies import Tallies

if TYPE_CHECKING:
    from pymongo.client_session import ClientSession

ALL = "all"
COUNTED = "counted"  # set once all were counted: what stood there before is missing until then


class OpenLetters(Tallies):
    """One counter for each reason that letters are open for."""

    name = "open_letters"

    def moved(self, before: Letter | None, after: Letter) -> None:
        """Count what a letter was no more, and what it has become."""
        amounts = _moved(before, after)
        if amounts:
            self.add(ALL, **amounts)


def _moved(before: Letter | None, after: Letter) -> dict[str, int]:
    was = before.reason if before is not None and before.state is Fate.OPEN else None
    now = after.reason if after.state is Fate.OPEN else None
    gone, come = {was: -1} if was else {}, {now: 1} if now else {}
    return {} if was == now else {**gone, **come}


def told(mongo: Mongo) -> dict[str, int] | None:
    """Read how many are open by reason; None where all have yet to be counted."""
    with read_plainly():
        row = mongo.database[OpenLetters.name].find_one({"_id": ALL}) or {}
    if not row.pop(COUNTED, False):
        return None
    return {reason: max(0, number) for reason, number in row.items() if reason != "_id"}


def count_all(mongo: Mongo) -> bool:
    """Count all letters that are open and write it down; False where one changed meanwhile.

    Whoever changes a letter writes the same document, so of two at once the later is refused. To
    be asked once the collections are made, for a transaction that makes one holds locks.
    """
    try:
        with said_plainly(), mongo.database.client.start_session() as session:
            majority = WriteConcern("majority", j=True)
            with session.start_transaction(ReadConcern("snapshot"), majority):
                _write(mongo, _counted(mongo, session), session)
    except (WriteConflict, DuplicateKeyError):
        return False
    return True


def _counted(mongo: Mongo, session: "ClientSession") -> dict[str, int]:
    grouped = {"$group": {"_id": "$reason", "count": {"$sum": 1}}}
    asked: list[dict[str, Any]] = [{"$match": {"state": Fate.OPEN.value}}, grouped]
    rows = mongo.database["dead_letters"].aggregate(asked, session=session)
    return {row["_id"]: row["count"] for row in rows}


def _write(mongo: Mongo, counts: dict[str, int], session: "ClientSession") -> None:
    mongo.database[OpenLetters.name].replace_one(
        {"_id": ALL}, {**counts, COUNTED: True}, upsert=True, session=session
    )
