"""How fast committed events go out: the relay alone, against py-amqp with nothing around it."""

import time
from typing import Any

import amqp
import orjson

from benchmarks import checks
from benchmarks.broker import SINK, Broker, Publisher, connect
from benchmarks.contender import DATABASE, Addresses, started
from benchmarks.contenders import OURS
from benchmarks.drain import Measured, lay_out, until
from benchmarks.peers.writes import page_of
from benchmarks.workload import Workload
from chassis.envelope import CONTENT_TYPE, headers_of
from chassis.messaging.topology import EVENTS

PAGE = 100
WINDOW = 500
PERSISTENT = 2


def ours(workload: Workload, at: Addresses) -> Measured:
    """Leave committed pages in the database, start a service, and watch them come out."""
    broker, database = Broker(at.amqp), at.database()
    database.client.drop_database(DATABASE)
    lay_out(broker, OURS)
    database["events"].insert_many(_pages(workload))
    with started(OURS, at) as process:
        until(lambda: broker.look(SINK)[0] > 0, process)
        already, began = broker.look(SINK)[0], time.monotonic()
        until(lambda: broker.look(SINK)[0] >= len(workload.actions), process)
        seconds = time.monotonic() - began
        until(lambda: not database["events"].count_documents({"state": "pending"}), process)
        spent, memory = process.cpu_seconds(), process.memory_mb()
    wrong = checks.announced(broker.read_all(SINK), workload)
    broker.close([OURS.queue, SINK])
    return Measured((len(workload.actions) - already) / seconds, spent, memory, wrong)


def raw(workload: Workload, at: Addresses) -> Measured:
    """Publish the same messages by hand, a window of confirms at a time."""
    broker = Broker(at.amqp)
    lay_out(broker, OURS)
    messages = [_message(event) for page in _pages(workload) for event in page["events"]]
    connection = connect(at.amqp)
    publisher = Publisher(connection)
    began = time.monotonic()
    for first in range(0, len(messages), WINDOW):
        for message, key in messages[first : first + WINDOW]:
            publisher.publish(message, EVENTS, key)
        publisher.settle()
    seconds = time.monotonic() - began
    connection.close()
    wrong = checks.announced(broker.read_all(SINK), workload)
    broker.close([OURS.queue, SINK])
    return Measured(len(messages) / seconds, seconds, 0, wrong)


def _pages(workload: Workload) -> list[dict[str, Any]]:
    envelopes = [orjson.loads(body) for body in workload.bodies()[: len(workload.actions)]]
    return [page_of(envelopes[first : first + PAGE]) for first in range(0, len(envelopes), PAGE)]


def _message(event: dict[str, Any]) -> tuple[amqp.Message, str]:
    properties = {
        "content_type": CONTENT_TYPE,
        "delivery_mode": PERSISTENT,
        "message_id": event["id"],
        "type": event["type"],
        "application_headers": headers_of(event["body"]),
    }
    return amqp.Message(event["body"], **properties), event["key"]
