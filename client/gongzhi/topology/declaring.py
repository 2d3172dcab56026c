"""Making a topology on a broker, over AMQP: what is there already stays as it is."""

import ssl
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import amqp
from amqp.exceptions import AccessRefused, AMQPError, PreconditionFailed

from gongzhi.errors import NotAllowed, Unanswered, Unreadable
from gongzhi.topology.differences import Binding
from gongzhi.topology.plan import Definitions

PATIENCE = 10.0
# without it a broker does not know the exchange that parts what is heard in order
PARTING, UNKNOWN_TYPE = "rabbitmq_consistent_hash_exchange", "exchange type"
PORTS = {"amqp": 5672, "amqps": 5671}
CERTIFICATES = {"cacertfile": "ca_certs", "certfile": "certfile", "keyfile": "keyfile"}


def virtual_host(uri: str) -> str:
    """Give the virtual host an address names; Unreadable when it is no address of a broker."""
    parts = urlsplit(uri)
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unreadable("the broker's address is not amqp://user:password@host:port/virtual-host")
    return unquote(parts.path.removeprefix("/")) or "/"


def declare(uri: str, wanted: Definitions) -> list[str]:
    """Declare all of it; say what is there, differs, and must be deleted first."""
    with _channel(uri) as channel:
        return list(_declared(channel, wanted))


def unbind(uri: str, bindings: Iterable[Binding]) -> None:
    """Take bindings away."""
    with _channel(uri) as channel:
        for source, destination, key, to in bindings:
            away = channel.queue_unbind if to == "queue" else channel.exchange_unbind
            away(destination, source, key)


def _declared(channel: Any, wanted: Definitions) -> Iterable[str]:
    lasting = ("durable", "auto_delete", "arguments")
    for one in wanted["exchanges"]:
        traits = {name: one[name] for name in lasting}
        yield from _told(
            f"exchange {one['name']}",
            lambda one=one, traits=traits: channel.exchange_declare(
                one["name"], one["type"], **traits
            ),
        )
    for one in wanted["queues"]:
        traits = {name: one[name] for name in lasting}
        yield from _told(
            f"queue {one['name']}",
            lambda one=one, traits=traits: channel.queue_declare(one["name"], **traits),
        )
    for one in wanted["bindings"]:
        bind = channel.queue_bind if one["destination_type"] == "queue" else channel.exchange_bind
        bind(one["destination"], one["source"], one["routing_key"])


def _told(what: str, declaring: Callable[[], Any]) -> Iterable[str]:
    try:
        declaring()
    except PreconditionFailed as refused:  # py-amqp opens the channel again
        said = refused.reply_text.removeprefix("PRECONDITION_FAILED - ")
        yield f"{what} differs and must be deleted first: {said}"


@contextmanager
def _channel(uri: str) -> Any:
    try:
        with _connection(uri) as connection:
            yield connection.channel()
    except AccessRefused as refused:
        raise NotAllowed(f"the broker refuses: {refused.reply_text}") from refused
    except (AMQPError, OSError) as error:
        if UNKNOWN_TYPE in str(error):
            raise NotAllowed(
                f"the broker lacks a plug-in: rabbitmq-plugins enable {PARTING}"
            ) from error
        raise Unanswered(f"the broker at {urlsplit(uri).hostname}: {error}") from error


def _connection(uri: str) -> AbstractContextManager[Any]:
    host, parts = virtual_host(uri), urlsplit(uri)
    connection: AbstractContextManager[Any] = amqp.Connection(
        f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}",
        userid=unquote(parts.username or "guest"),
        password=unquote(parts.password or "guest"),
        virtual_host=host,
        ssl=_tls(uri) if parts.scheme == "amqps" else False,
        connect_timeout=PATIENCE,
        read_timeout=PATIENCE,
        write_timeout=PATIENCE,
    )
    return connection


def _tls(uri: str) -> dict[str, Any]:
    given = dict(parse_qsl(urlsplit(uri).query))
    files = {theirs: given[ours] for ours, theirs in CERTIFICATES.items() if ours in given}
    return {"server_hostname": urlsplit(uri).hostname, "cert_reqs": ssl.CERT_REQUIRED, **files}
