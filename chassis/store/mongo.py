"""MongoDB as the database of a service: one transaction per unit of work."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pymongo import MongoClient, ReplaceOne, UpdateOne
from pymongo.errors import (
    BulkWriteError,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.operations import DeleteOne
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.errors import AlreadyExists, AlreadyHandled, Unavailable, WriteConflict
from chassis.faults import fault_point
from chassis.store import guards
from chassis.store.failures import read_plainly, said_plainly
from chassis.store.queries import bounded, in_parts
from chassis.store.writes import Document, Replacement, Sort, Tally, Writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pymongo.client_session import ClientSession
    from pymongo.database import Database

DUPLICATE_KEY = 11000
COMMIT_TRIES = 3


def connect(uri: str, *, deadline_seconds: float, most_connections: int) -> MongoClient[Document]:
    """Open the one client of this process; it connects when first used."""
    return MongoClient(
        uri,
        tz_aware=True,
        connect=False,
        maxPoolSize=most_connections,
        serverSelectionTimeoutMS=int(deadline_seconds * 1000),
        connectTimeoutMS=int(deadline_seconds * 1000),
        socketTimeoutMS=int(deadline_seconds * 4000),
        heartbeatFrequencyMS=2000,
    )


class Mongo:
    """The database of one service."""

    def __init__(self, client: "MongoClient[Document]", name: str) -> None:
        """Name the database; nothing is read or written yet."""
        self._client = client
        self.database: Database[Document] = client.get_database(
            name, write_concern=WriteConcern("majority", j=True)
        )
        self.prepared = True

    def fetch(self, collection: str, ids: Sequence[str]) -> list[Document]:
        """Read the documents with these ids."""
        with read_plainly():
            kept = self.database[collection]
            return [document for where in in_parts(ids) for document in kept.find(where)]

    def search(
        self, collection: str, where: Mapping[str, Any], sort: Sort, limit: int
    ) -> list[Document]:
        """Read the documents that match, in order."""
        with read_plainly():
            found = self.database[collection].find(bounded(where))
            return list(found.sort(list(sort)).limit(limit))

    def commit(self, writes: Writes) -> None:
        """Write all or nothing, in one transaction that survives the loss of a node.

        Nothing before the collections are made: a transaction that makes one itself holds locks
        which others' making of the same waits for, on some servers for ever.
        """
        if not self.prepared:
            raise Unavailable("the collections are not prepared yet")
        try:
            with said_plainly():
                self._transact(writes)
        except (BulkWriteError, DuplicateKeyError) as error:
            raise self._twin(writes, error) from error

    def _transact(self, writes: Writes) -> None:
        with self._client.start_session() as session:
            session.start_transaction(ReadConcern("snapshot"), WriteConcern("majority", j=True))
            try:
                self._write(writes, session)
            except BaseException:
                _abort(session)
                raise
            _commit(session)

    def _write(self, writes: Writes, session: "ClientSession") -> None:
        for collection, documents in _inserts(writes):
            self.database[collection].insert_many(documents, ordered=True, session=session)
        fault_point("half-written")
        for collection, changes in writes.replacements.items():
            self._replace(collection, changes, session)
        for collection, tallies in writes.tallies.items():
            operations = [_added(tally) for tally in tallies]
            self.database[collection].bulk_write(operations, ordered=False, session=session)

    def _replace(
        self, collection: str, changes: list[Replacement], session: "ClientSession"
    ) -> None:
        operations = [_replaced(change) for change in changes]
        result = self.database[collection].bulk_write(operations, ordered=False, session=session)
        if result.matched_count + result.deleted_count != len(changes):
            raise WriteConflict

    def _twin(self, writes: Writes, error: PyMongoError) -> Exception:
        """Find out what an insert met: guards of items that took effect before, or another row."""
        known = guards.known(self, [guard["_id"] for guard in writes.guards])
        if known:
            return AlreadyHandled(known)
        detail = error.details or {} if isinstance(error, OperationFailure) else {}
        first = (detail.get("writeErrors") or [detail])[0]
        if first.get("code") != DUPLICATE_KEY:
            return error
        identity = (first.get("keyValue") or {}).get("_id") or (first.get("op") or {}).get("_id")
        return AlreadyExists("row", str(identity))


def _inserts(writes: Writes) -> "Iterator[tuple[str, list[Document]]]":
    yield from guards.by_collection(writes.guards).items()
    yield from writes.inserts.items()
    if writes.pages:
        yield "events", writes.pages


def _replaced(change: Replacement) -> ReplaceOne[Document] | DeleteOne:
    expected = {"_id": change.id, "version": change.version}
    if change.document is None:
        return DeleteOne(expected)
    return ReplaceOne(expected, change.document)


def _added(tally: Tally) -> UpdateOne:
    change = {"$inc": tally.add} if tally.add else {}
    if tally.set:
        change["$set"] = tally.set
    return UpdateOne({"_id": tally.id}, change, upsert=True)


def _abort(session: "ClientSession") -> None:
    try:
        session.abort_transaction()
    except PyMongoError:  # the server ends it by itself when it cannot be told
        return


def _commit(session: "ClientSession") -> None:
    """Commit, asking again where the answer was lost: the server knows a commit it has done."""
    for tried in range(1, COMMIT_TRIES + 1):
        try:
            session.commit_transaction()
        except PyMongoError as error:
            unknown = error.has_error_label("UnknownTransactionCommitResult")
            if not unknown or tried == COMMIT_TRIES:
                raise
        else:
            return
