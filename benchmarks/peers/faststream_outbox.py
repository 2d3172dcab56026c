"""FastStream 0.7 with PyMongo's async client, giving the guarantee we give, message by message.

Each message is one transaction of inbox, ledger, totals and outbox; a task beside the consumer
publishes what the outbox holds, with confirms, and marks it.
"""

import asyncio
import json
import os
import uuid
from typing import Any

from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, ExchangeType, RabbitBroker, RabbitExchange, RabbitQueue
from faststream.rabbit.schemas.queue import QueueType
from pymongo import AsyncMongoClient
from pymongo.errors import DuplicateKeyError, PyMongoError
from pymongo.write_concern import WriteConcern

from benchmarks.peers.writes import inbox_row, ledger_row, points_earned

PREFETCH = int(os.environ.get("BENCH_FASTSTREAM_PREFETCH", "10"))
AT_ONCE = 500
EXCHANGE = RabbitExchange("bench.events", type=ExchangeType.TOPIC, durable=True)
QUEUE = RabbitQueue(
    "bench.faststream",
    queue_type=QueueType.QUORUM,
    durable=True,
    routing_key="actions.action_taken.v1.#",
)

broker = RabbitBroker(
    os.environ["AMQP_URI"],
    logger=None,
    default_channel=Channel(prefetch_count=PREFETCH, publisher_confirms=True),
)
client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(os.environ["MONGO_URI"])
database = client[os.environ["BENCH_DATABASE"]]


@broker.subscriber(QUEUE, EXCHANGE, ack_policy=AckPolicy.NACK_ON_ERROR)
async def on_action_taken(envelope: dict[str, Any]) -> None:
    """An action earns points for the resident and the community."""
    try:
        async with client.start_session() as session:
            await session.with_transaction(
                lambda session: count(envelope, session),
                write_concern=WriteConcern("majority", j=True),
            )
    except DuplicateKeyError:
        return


async def count(envelope: dict[str, Any], session: Any) -> None:
    """Write everything that one action changes, and the event that tells of it."""
    action = envelope["data"]
    earned = {"$inc": {"points": action["points"], "actions": 1}}
    await database.inbox.insert_one(inbox_row(envelope), session=session)
    await database.ledger.insert_one(ledger_row(envelope), session=session)
    await database.resident_totals.update_one(
        {"_id": action["resident_id"]}, earned, upsert=True, session=session
    )
    await database.community_totals.update_one(
        {"_id": action["division"]}, earned, upsert=True, session=session
    )
    await database.outbox.insert_one(_outbox_row(envelope), session=session)


def _outbox_row(envelope: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps(points_earned(envelope)).encode()
    key = f"scores.points_earned.v1.{envelope['data']['division']}"
    return {"_id": str(uuid.uuid4()), "state": "pending", "key": key, "body": body}


async def relay() -> None:
    """Publish what is committed, for ever."""
    while True:
        try:
            published = await publish_some()
        except PyMongoError as error:
            print("relay:", error, flush=True)
            published = 0
        await asyncio.sleep(0 if published == AT_ONCE else 0.05)


async def publish_some() -> int:
    """Publish a window of events and mark them."""
    rows = await database.outbox.find({"state": "pending"}).limit(AT_ONCE).to_list()
    await asyncio.gather(*(_publish(row) for row in rows))
    if rows:
        sent = {"_id": {"$in": [row["_id"] for row in rows]}}
        await database.outbox.update_many(sent, {"$set": {"state": "published"}})
    return len(rows)


async def _publish(row: dict[str, Any]) -> None:
    await broker.publish(
        row["body"],
        exchange=EXCHANGE,
        routing_key=row["key"],
        persist=True,
        content_type="application/json",
        message_id=row["_id"],
    )


app = FastStream(broker)


@app.on_startup
async def prepare() -> None:
    """Make what is written to in transactions before the first of them."""
    await database.outbox.create_index("state")


@app.after_startup
async def begin_to_publish() -> None:
    """Run the relay beside the consumer."""
    app.relay = asyncio.create_task(relay())  # type: ignore[attr-defined] - kept from being collected


if __name__ == "__main__":
    asyncio.run(app.run())
