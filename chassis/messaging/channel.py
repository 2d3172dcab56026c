"""The channel one consumer takes its messages from: one greenthread reads, another writes."""

import contextlib
import time
from collections.abc import Iterable
from typing import Any

import eventlet
from amqp import spec
from amqp.exceptions import AMQPError
from eventlet.queue import LightQueue

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.messaging.connection import connect, deadline, drop, gathered
from chassis.messaging.message import Delivery

READ_SECONDS = 1.0
POLL_SECONDS = 0.01
QUIET_SECONDS = 1.0
# a dropped connection has no transport; one whose file number was given to another has ended
BROKEN = (AMQPError, OSError, AttributeError, EOFError)


class Inflow:
    """Deliveries of one queue or some, read as they come and acknowledged by whoever handled them.

    Reading and writing never happen in the same greenthread, and never twice at the same time:
    the reader only reads, and everything that is sent is sent by the one who calls these methods.
    """

    def __init__(self, settings: Settings, *queues: str, purpose: str, window: int) -> None:
        """Remember what to consume, what for, and how many messages may be on their way at once."""
        self._settings = settings
        self._queues = queues
        self._purpose = purpose
        self._window = window
        self._ready: LightQueue = LightQueue()
        self._connection: Any = None
        self._reader: Any = None
        self._tags: list[str] = []
        self.lost = True

    def open(self) -> None:
        """Connect and begin to consume; raises `Unavailable`."""
        settings = self._settings
        self._ready = LightQueue()
        self._connection = connect(
            settings.amqp_uri,
            heartbeat_seconds=settings.heartbeat_seconds,
            deadline_seconds=settings.broker_deadline_seconds,
            name=f"{settings.instance} {self._purpose}",
        )
        with deadline(settings.broker_deadline_seconds, self._connection):
            self._channel = self._connection.channel()
            self._channel.auto_decode = False  # bodies are kept byte for byte
            self._channel.basic_qos(0, self._window, a_global=False)
            self._tags = [
                self._channel.basic_consume(queue, callback=self._take) for queue in self._queues
            ]
        self.lost = False
        self._collected = self._arrived = self._acknowledged = 0
        self._reader = eventlet.spawn(self._read, self._connection)

    def collect(self, most: int, first_within: float, rest_within: float) -> list[Delivery]:
        """Wait for a first delivery, then a moment for others."""
        batch: list[Delivery] = []
        with contextlib.suppress(eventlet.queue.Empty):
            batch.append(self._ready.get(timeout=first_within))
            with eventlet.Timeout(rest_within, exception=False):
                while len(batch) < most:
                    batch.append(self._ready.get())
        self._check_unbroken(batch)
        return batch

    def _check_unbroken(self, batch: list[Delivery]) -> None:
        """An acknowledgment covers all earlier tags, so none may ever be passed over."""
        for delivery in batch:
            self._collected += 1
            if delivery.tag != self._collected:
                self.lose()
                raise Unavailable(f"delivery {self._collected} went missing in this process")

    def acknowledge(self, delivery: Delivery) -> None:
        """Acknowledge this delivery and all before it."""
        with deadline(self._settings.broker_deadline_seconds, self._connection):
            self._channel.basic_ack(delivery.tag, multiple=True)
        self._acknowledged = delivery.tag

    def acknowledge_each(self, deliveries: Iterable[Delivery]) -> None:
        """Acknowledge these and no other."""
        with (
            deadline(self._settings.broker_deadline_seconds, self._connection),
            gathered(self._connection),
        ):
            for delivery in deliveries:
                self._channel.basic_ack(delivery.tag)
                self._acknowledged = max(self._acknowledged, delivery.tag)

    def beat(self) -> None:
        """Send a heartbeat when one is due; notice a silent broker."""
        try:
            self._connection.heartbeat_tick()
        except (AMQPError, OSError):
            self.lose()

    def cancel(self) -> None:
        """Ask for no more; what was delivered before the broker agreed is still to be handled."""
        self._let_arrive()
        with deadline(self._settings.broker_deadline_seconds, self._connection):
            # the reader takes the answer, so this must not wait for it as basic_cancel would; the
            # answer comes after the last delivery, and takes the callback away
            for tag in self._tags:
                self._channel.send_method(spec.Basic.Cancel, "sb", (tag, False))
            while not self.lost and any(tag in self._channel.callbacks for tag in self._tags):
                eventlet.sleep(POLL_SECONDS)

    def _let_arrive(self) -> None:
        """Wait until the window is full, or nothing came for a while.

        A message still on its way when the broker hears that no more are wanted goes back to its
        queue, marked as delivered before, and that counts towards its limit.
        """
        arrived, quiet_until = -1, 0.0
        while not self.lost and self._arrived - self._acknowledged < self._window:
            if arrived != self._arrived:
                arrived, quiet_until = self._arrived, time.monotonic() + QUIET_SECONDS
            if time.monotonic() >= quiet_until:
                return
            eventlet.sleep(POLL_SECONDS)

    def waiting(self) -> int:
        """Count what was delivered and not collected yet."""
        return int(self._ready.qsize())

    def lose(self) -> None:
        """Let go of the connection: what was not acknowledged is delivered again."""
        self.lost = True
        drop(self._connection)

    def close(self) -> None:
        """Leave in good order."""
        if self._reader is not None:
            self._reader.kill()
        if not self.lost:
            self.lost = True
            with contextlib.suppress(Exception), deadline(1, self._connection):
                self._connection.close()

    def _read(self, connection: Any) -> None:
        """Read one connection, and never the one that was opened after it was lost."""
        try:
            while connection is self._connection and not self.lost:
                with contextlib.suppress(TimeoutError):
                    connection.drain_events(timeout=READ_SECONDS)
        except BROKEN:
            if connection is self._connection:
                self.lose()

    def _take(self, message: Any) -> None:
        self._arrived = message.delivery_tag
        self._ready.put(
            Delivery(
                tag=message.delivery_tag,
                body=bytes(message.body),
                content_type=message.properties.get("content_type") or "",
                headers=dict(message.properties.get("application_headers") or {}),
                key=message.delivery_info.get("routing_key", ""),
            )
        )
