"""py-amqp and PyMongo alone: the same bulk writes as ours, written by hand for this one case.

No schema check, routing, retry ladder, dead letter, metric, trace or drain: it shows what the
machine can do, not a service anyone should run.
"""

import os
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import amqp
import orjson
from pymongo import MongoClient, UpdateOne
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from benchmarks.broker import Publisher, connect
from benchmarks.peers.writes import Envelope, inbox_row, ledger_row, page_of

BATCH = 500
WAIT = 0.02
EXCHANGE, QUEUE = "bench.events", "bench.raw"
DURABLY: dict[str, Any] = {
    "read_concern": ReadConcern("snapshot"),
    "write_concern": WriteConcern("majority", j=True),
}


class Scores:
    """Takes as many actions at a time as ours, writes them as one, publishes what they led to."""

    def __init__(self) -> None:
        self.client: MongoClient[dict[str, Any]] = MongoClient(os.environ["MONGO_URI"])
        self.database = self.client[os.environ["BENCH_DATABASE"]]
        self.connection = connect(os.environ["AMQP_URI"])
        self.channel = self.connection.channel()
        self.channel.basic_qos(0, 2 * BATCH, False)
        self.publisher = Publisher(self.connection)
        for keys in ("state", "_id"), ("state", "end"):  # as ours keeps the feed
            self.database.events.create_index([(key, 1) for key in keys])
        self.taken: list[amqp.Message] = []
        self.position = 0

    def run(self) -> None:
        """Handle batches for ever."""
        self.channel.basic_consume(QUEUE, callback=self.taken.append)
        while True:
            batch = self.gather()
            page = self.commit([orjson.loads(message.body) for message in batch])
            self.channel.basic_ack(batch[-1].delivery_tag, multiple=True)
            if page:
                self.publish(page)

    def gather(self) -> list[amqp.Message]:
        """Wait for the first message, then a little for others to join it."""
        while len(self.taken) < BATCH:
            try:
                self.connection.drain_events(timeout=WAIT if self.taken else None)
            except TimeoutError:
                break
        batch, self.taken[:] = self.taken[:BATCH], self.taken[BATCH:]
        return batch

    def commit(self, envelopes: list[Envelope]) -> dict[str, Any] | None:
        """Write a batch in one transaction; what was handled before is left out."""
        fresh = list({envelope["id"]: envelope for envelope in envelopes}.values())
        try:
            return self.transact(fresh)
        except BulkWriteError:
            ids = [inbox_row(envelope)["_id"] for envelope in fresh]
            known = {row["_id"] for row in self.database.inbox.find({"_id": {"$in": ids}})}
            fresh = [e for e in fresh if inbox_row(e)["_id"] not in known]
            return self.transact(fresh) if fresh else None

    def transact(self, envelopes: list[Envelope]) -> dict[str, Any]:
        """Write inbox, ledger, totals and one page of events."""
        events = page_of(envelopes)
        with self.client.start_session() as session, session.start_transaction(**DURABLY):
            rows = [ledger_row(envelope) for envelope in envelopes]
            at = datetime.now(UTC)
            guards = [inbox_row(envelope) | {"at": at} for envelope in envelopes]
            self.database.inbox.insert_many(guards, session=session)
            self.database.ledger.insert_many(rows, session=session)
            for collection, field in (
                ("community_totals", "division"),
                ("resident_totals", "resident_id"),
            ):
                self.database[collection].bulk_write(
                    _added_up(rows, field), ordered=False, session=session
                )
            self.database.events.insert_one(events, session=session)
        return events

    def publish(self, page: dict[str, Any]) -> None:
        """Publish one page, wait for the confirms, then give it its place in the feed."""
        for event in page["events"]:
            message = amqp.Message(
                event["body"],
                content_type="application/cloudevents+json",
                delivery_mode=2,
                message_id=event["id"],
                type=event["type"],
            )
            self.publisher.publish(message, EXCHANGE, event["key"])
        self.publisher.settle()
        published = {"state": "published", "position": self.position}
        self.position += len(page["events"])
        published["end"] = self.position
        self.database.events.update_one({"_id": page["_id"]}, {"$set": published})


def _added_up(rows: list[dict[str, Any]], field: str) -> list[UpdateOne]:
    points: Counter[str] = Counter()
    actions: Counter[str] = Counter()
    for row in rows:
        points[row[field]] += row["points"]
        actions[row[field]] += 1
    return [
        UpdateOne(
            {"_id": key}, {"$inc": {"points": points[key], "actions": actions[key]}}, upsert=True
        )
        for key in sorted(points)
    ]


if __name__ == "__main__":
    Scores().run()
