"""Looking at the broker without changing it: no right to configure is needed for any of this."""

import base64
import json
import urllib.request
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, unquote, urlsplit

from amqp.exceptions import NotFound
from kombu.utils.url import url_to_parts

from chassis.errors import Unavailable
from chassis.messaging.connection import virtual_host
from chassis.messaging.definitions import Definitions
from chassis.messaging.differences import is_missing
from chassis.messaging.topology import Topology

COLUMNS = {
    "exchanges": "name,type,durable,auto_delete,arguments",
    "queues": "name,durable,auto_delete,arguments",
    "bindings": "source,destination,destination_type,routing_key",
}


def missing(connection: Any, wanted: Topology) -> list[str]:
    """Ask for every exchange and queue by name, and say which are not there."""
    channel = connection.channel()
    try:
        exchanges = [one.name for one in wanted.exchanges if not _has_exchange(channel, one.name)]
        queues = [one.name for one in wanted.queues if not _has_queue(channel, one.name)]
    finally:
        channel.close()
    return [is_missing("exchange", name) for name in exchanges] + [
        is_missing("queue", name) for name in queues
    ]


def _has_exchange(channel: Any, name: str) -> bool:
    try:
        channel.exchange_declare(name, "", passive=True)
    except NotFound:  # py-amqp opens the channel again
        return False
    return True


def _has_queue(channel: Any, name: str) -> bool:
    try:
        channel.queue_declare(name, passive=True)
    except NotFound:
        return False
    return True


class Management:
    """The broker's management, asked for names, arguments and bindings."""

    def __init__(self, uri: str, amqp_uri: str, *, deadline_seconds: float) -> None:
        """Take the address with user and password, and the virtual host of the other address."""
        parts = urlsplit(uri)
        host = parts.netloc.rpartition("@")[2]
        self._address = f"{parts.scheme}://{host}{parts.path.rstrip('/')}/api"
        credentials = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()
        self._headers = {"Authorization": f"Basic {base64.b64encode(credentials).decode()}"}
        self._virtual_host = quote(virtual_host(url_to_parts(amqp_uri)[5]), safe="")
        self._deadline = deadline_seconds

    def definitions(self) -> Definitions:
        """Give what is on the broker; raises `Unavailable` when nobody answers."""
        return {kind: self._all(kind, columns) for kind, columns in COLUMNS.items()}

    def _all(self, kind: str, columns: str) -> list[dict[str, Any]]:
        address = f"{self._address}/{kind}/{self._virtual_host}?columns={columns}"
        asked = urllib.request.Request(address, headers=self._headers)  # noqa: S310 - a setting
        try:
            with urllib.request.urlopen(asked, timeout=self._deadline) as answer:  # noqa: S310
                told: list[dict[str, Any]] = json.loads(answer.read())
        except (URLError, OSError, ValueError) as error:
            raise Unavailable(f"the broker's management does not answer: {error}") from error
        return told
