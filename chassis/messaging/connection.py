"""A connection to the broker on which no call may hang."""

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any

import amqp
import eventlet
from amqp.exceptions import AMQPError
from kombu.utils.url import url_to_parts

from chassis.errors import Unavailable

AMQPS_PORT, AMQP_PORT = 5671, 5672
SEND_BYTES, READ_BYTES = 65536, 16384
# `connection.blocked` stays off: with it py-amqp reads the socket before every single publish, and
# a blocked broker is noticed by the deadline all the same
CAPABILITIES = {
    "consumer_cancel_notify": True,
    "authentication_failure_close": True,
    "connection.blocked": False,
}


def connect(uri: str, *, heartbeat_seconds: int, deadline_seconds: float, name: str) -> Any:
    """Open a connection, or raise `Unavailable` when the deadline passes."""
    scheme, host, port, user, password, path, query = url_to_parts(uri)
    secure = scheme == "amqps"
    connection = amqp.Connection(
        f"{host}:{port or (AMQPS_PORT if secure else AMQP_PORT)}",
        userid=user or "guest",
        password=password or "guest",
        virtual_host=virtual_host(path),
        ssl=_tls(host, query) if secure else False,
        connect_timeout=deadline_seconds,
        heartbeat=heartbeat_seconds,
        client_properties={"connection_name": name, "capabilities": CAPABILITIES},
    )
    with deadline(deadline_seconds, connection):
        connection.connect()
    _read_ahead(connection.transport)
    return connection


def _read_ahead(transport: Any) -> None:
    """Take what there is in one call to the system, where py-amqp makes nine a message."""
    receive = transport._quick_recv  # noqa: SLF001 - py-amqp keeps what is too much for later
    transport._quick_recv = lambda _wanted: receive(READ_BYTES)  # noqa: SLF001


def virtual_host(path: str | None) -> str:
    """Give the virtual host that the path of an address names."""
    return (path or "").removeprefix("/") or "/"


def _tls(host: str, query: dict[str, str]) -> dict[str, Any]:
    wanted = {"server_hostname": host, "cert_reqs": ssl.CERT_REQUIRED}
    files = {"ca_certs": "cacertfile", "certfile": "certfile", "keyfile": "keyfile"}
    return wanted | {ours: query[theirs] for ours, theirs in files.items() if theirs in query}


@contextlib.contextmanager
def deadline(seconds: float, connection: Any) -> Iterator[None]:
    """Give up a call that does not answer in time, and its connection with it.

    The connection is dropped, not closed: closing is a handshake, which hangs as well when the
    other side is silent.
    """
    timer = eventlet.Timeout(seconds)
    try:
        yield
    except eventlet.Timeout as silent:
        drop(connection)
        if silent is not timer:
            raise
        raise Unavailable(f"the broker did not answer in {seconds:g} s") from silent
    except (AMQPError, OSError) as error:
        drop(connection)
        raise Unavailable(str(error)[:300]) from error
    finally:
        timer.cancel()


@contextlib.contextmanager
def gathered(connection: Any) -> Iterator[None]:
    """Send what is written in here in few system calls, where py-amqp makes one a message."""
    transport = connection.transport
    send, waiting = transport._write, bytearray()  # noqa: SLF001 - py-amqp has no public way

    def keep(frame: memoryview) -> None:
        waiting.extend(frame)  # a copy: py-amqp uses its own buffer again at once
        if len(waiting) > SEND_BYTES:
            send(bytes(waiting))
            waiting.clear()

    transport._write = keep  # noqa: SLF001
    try:
        yield
        send(bytes(waiting))
    finally:
        transport._write = send  # noqa: SLF001


def drop(connection: Any) -> None:
    """Let go of a connection without a word to the other side."""
    with contextlib.suppress(Exception):
        connection.collect()
