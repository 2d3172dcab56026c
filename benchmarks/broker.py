"""What the benchmarks ask of the broker, over py-amqp."""

import time
from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import amqp

SINK = "bench.sink"
DEADLINE = 60


def connect(uri: str) -> amqp.Connection:
    """Open a connection."""
    at = urlsplit(uri)
    connection = amqp.Connection(
        f"{at.hostname}:{at.port}",
        userid=unquote(at.username or "guest"),
        password=unquote(at.password or "guest"),
        virtual_host=unquote(at.path[1:]) or "/",
        connect_timeout=5,
    )
    connection.connect()
    return connection


class Broker:
    """One connection of the benchmarks themselves: it fills queues and looks at them."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.connection = connect(uri)
        self.channel = self.connection.channel()

    def declare_queue(
        self, name: str, *, exchange: str, key: str, arguments: dict[str, Any]
    ) -> None:
        """Make a durable queue that hears one key of one topic exchange."""
        self.channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
        self.channel.queue_bind(name, exchange, key)

    def declare_exchange(self, name: str) -> None:
        """Make a durable topic exchange."""
        self.channel.exchange_declare(name, "topic", durable=True, auto_delete=False)

    def delete(self, queues: Iterable[str]) -> None:
        """Remove queues and what is in them."""
        for queue in queues:
            self.channel.queue_delete(queue)

    def close(self, queues: Iterable[str]) -> None:
        """Remove what was made and hang up."""
        self.delete(queues)
        self.connection.close()

    def look(self, queue: str) -> tuple[int, int]:
        """Count the messages waiting in a queue and its consumers."""
        seen = self.channel.queue_declare(queue, passive=True)
        return seen.message_count, seen.consumer_count

    def fill(self, bodies: list[bytes], *, exchange: str, key: str, content_type: str) -> None:
        """Publish bodies and wait until the broker has taken charge of all."""
        with publishing(self.connection) as publisher:
            for body in bodies:
                message = amqp.Message(
                    body, content_type=content_type, content_encoding="utf-8", delivery_mode=2
                )
                publisher.publish(message, exchange, key)
            publisher.settle()

    def read_all(self, queue: str) -> list[bytes]:
        """Take everything out of a queue."""
        bodies: list[bytes] = []
        while message := self.channel.basic_get(queue, no_ack=True):
            body = message.body
            bodies.append(body if isinstance(body, bytes) else body.encode())
        return bodies


class Publisher:
    """Publishes without waiting and counts the confirms: py-amqp as fast as it goes by hand."""

    def __init__(self, connection: amqp.Connection) -> None:
        self.connection = connection
        self.channel = connection.channel()
        self.channel.confirm_select()
        self.channel.events["basic_ack"].add(self._confirmed)
        self.waiting: set[int] = set()
        self.sent = 0

    def publish(self, message: amqp.Message, exchange: str, key: str) -> None:
        """Send one message."""
        self.sent += 1
        self.waiting.add(self.sent)
        self.channel.basic_publish(message, exchange, key)

    def settle(self) -> None:
        """Wait until everything sent is confirmed."""
        until = time.monotonic() + DEADLINE
        while self.waiting:
            self.connection.drain_events(timeout=until - time.monotonic())

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if multiple:
            self.waiting = {waiting for waiting in self.waiting if waiting > tag}
        else:
            self.waiting.discard(tag)


@contextmanager
def publishing(connection: amqp.Connection) -> Any:
    """Give a publisher on a channel of its own."""
    publisher = Publisher(connection)
    yield publisher
    publisher.channel.close()
