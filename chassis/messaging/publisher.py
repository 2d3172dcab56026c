"""Publishing with confirms: many messages on their way, none believed before its confirm."""

import contextlib
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import amqp
from amqp import spec

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.connection import connect, deadline, drop, gathered
from chassis.messaging.properties import Packed, properties

MANDATORY = True
BEAT_SECONDS = 1.0
SLICE = 25  # sent at once, and then whoever else has work gets a turn


@dataclass(frozen=True)
class Outgoing:
    """A message on its way out."""

    exchange: str
    key: str
    body: bytes
    content_type: str
    headers: dict[str, Any] = field(default_factory=dict)
    message_id: str = ""
    type: str = ""


class Publisher:
    """One connection and one channel in confirm mode, opened when first needed."""

    def __init__(self, settings: Settings, purpose: str) -> None:
        """Remember how to connect; `purpose` names the connection for the operator."""
        self._settings = settings
        self._name = f"{settings.instance} {purpose}"
        self._connection: Any = None
        self._channel: Any = None
        self._next_beat = 0.0
        self._unconfirmed: set[int] = set()
        self._refused = 0
        self._returned: list[str] = []

    def publish(self, messages: Iterable[Outgoing]) -> list[str]:
        """Publish and wait until all are confirmed; give the keys nobody was bound to.

        Raises `Unavailable` when the broker refuses some or stays silent past the deadline;
        some may have gone out then, and are published again.
        """
        self._open()
        with deadline(self._settings.broker_deadline_seconds, self._connection):
            self._returned, self._refused = [], 0
            waiting = iter(messages)
            while some := list(islice(waiting, SLICE)):
                self._send_some(some)
            fault_point("publish-before-confirm")
            while self._unconfirmed:
                self._connection.drain_events()
        if self._refused:
            raise Unavailable(f"the broker refused {self._refused} messages")
        return self._returned

    def channel(self) -> Any:
        """Give the channel, opened if need be, to declare what must exist."""
        self._open()
        return self._channel

    def beat(self) -> None:
        """Keep an idle connection alive; a dead one is let go and opened again when needed."""
        if self._connection is None or not self._connection.connected:
            return
        if time.monotonic() < self._next_beat:
            return
        self._next_beat = time.monotonic() + BEAT_SECONDS
        try:
            with contextlib.suppress(TimeoutError):
                self._connection.drain_events(timeout=0.001)
            self._connection.heartbeat_tick()
        except (amqp.exceptions.AMQPError, OSError):
            drop(self._connection)

    def close(self) -> None:
        """Say goodbye, briefly."""
        if self._connection is not None and self._connection.connected:
            with contextlib.suppress(Unavailable), deadline(1, self._connection):
                self._connection.close()

    def _open(self) -> None:
        if self._connection is not None and self._connection.connected:
            return
        settings = self._settings
        self._unconfirmed = set()
        self._connection = connect(
            settings.amqp_uri,
            heartbeat_seconds=settings.heartbeat_seconds,
            deadline_seconds=settings.broker_deadline_seconds,
            name=self._name,
        )
        with deadline(settings.broker_deadline_seconds, self._connection):
            self._channel = self._connection.channel()
            self._channel.confirm_select()
        self._next_tag = 1
        self._channel.events["basic_ack"].add(self._on_ack)
        self._channel.events["basic_nack"].add(self._on_nack)
        self._channel.events["basic_return"].add(self._on_return)

    def _send_some(self, messages: list[Outgoing]) -> None:
        with gathered(self._connection):
            for message in messages:
                self._send(message)
        time.sleep(0)

    def _send(self, message: Outgoing) -> None:
        said = properties(message.content_type, message.headers, message.message_id, message.type)
        self._unconfirmed.add(self._next_tag)
        self._next_tag += 1
        # basic_publish would set the socket's timeout for each message; the deadline is around all
        arguments = (0, message.exchange, message.key, MANDATORY, False)
        packed = Packed(message.body, said)
        self._channel.send_method(spec.Basic.Publish, "Bssbb", arguments, packed)

    def _on_ack(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._unconfirmed = {waiting for waiting in self._unconfirmed if waiting > tag}
        else:
            self._unconfirmed.discard(tag)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        before = len(self._unconfirmed)
        self._on_ack(tag, multiple)
        self._refused += before - len(self._unconfirmed)

    def _on_return(self, _error: Exception, _exchange: str, key: str, _message: Any) -> None:
        self._returned.append(key)
