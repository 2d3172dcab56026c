"""A reader of everything: what the broker really delivered to a bound queue, journaled."""

import contextlib
import threading
import time
from typing import Any

import amqp

from .journal import Journal
from .sight import digest

QUEUE = "gongzhi.chaos.spy"
EXCHANGE, EVERYTHING = "gongzhi.events", "#"
BROKEN = (amqp.AMQPError, OSError, AttributeError, ValueError)  # as a broker goes away
AT_ONCE, PAUSE_SECONDS = 200, 0.5


class Spy:
    """Takes what is published, writes it down, and only then acknowledges it."""

    def __init__(self, address: str, journal: Journal) -> None:
        self._address = address
        self._journal = journal
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> "Spy":
        """Bind the queue, empty it, and begin to read."""
        with self._connected() as channel:
            arguments = {"x-queue-type": "quorum"}
            channel.queue_declare(QUEUE, durable=True, auto_delete=False, arguments=arguments)
            channel.queue_bind(QUEUE, EXCHANGE, EVERYTHING)
            channel.queue_purge(QUEUE)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Read what is left, and unbind."""
        self._stop.set()
        self._thread.join()
        with self._connected() as channel:
            self._drain(channel)
            channel.queue_delete(QUEUE)

    def _run(self) -> None:
        while not self._stop.is_set():
            with contextlib.suppress(*BROKEN), self._connected() as channel:
                while not self._stop.is_set():
                    self._drain(channel)
                    time.sleep(PAUSE_SECONDS)
            time.sleep(PAUSE_SECONDS)

    def _drain(self, channel: Any) -> None:
        while batch := self._taken(channel):
            self._journal.write_all(
                {
                    "kind": "published",
                    "event": message.properties.get("message_id", ""),
                    "sha256": digest(_bytes(message.body)),
                }
                for message in batch
                if message.properties.get("message_id")
            )
            channel.basic_ack(batch[-1].delivery_tag, multiple=True)

    def _taken(self, channel: Any) -> list[Any]:
        batch: list[Any] = []
        while len(batch) < AT_ONCE and (message := channel.basic_get(QUEUE)) is not None:
            batch.append(message)
        return batch

    @contextlib.contextmanager
    def _connected(self) -> Any:
        with amqp.Connection(self._address, heartbeat=0) as connection:
            yield connection.channel()


def _bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)
