"""What a service sends to addresses of others: only to hosts ops allow, signed, in bounded time.

Nothing is kept here: who sends notes first, in the database, what is owed to whom.
"""

import base64
import hmac
from typing import TYPE_CHECKING, Any, overload
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from nameko.extensions import DependencyProvider

SECONDS = 10.0
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
FORM = "application/x-www-form-urlencoded; charset=utf-8"


class Undelivered(Exception):  # noqa: N818 - says what is the case
    """What was sent was not taken; one sentence says why."""


class _NoRedirects(HTTPRedirectHandler):
    """An address that leads elsewhere leads where ops did not allow."""

    def redirect_request(self, *_told: Any) -> None:
        """Follow nothing."""


class Outgoing:
    """Sends forms to the hosts that ops allow."""

    def __init__(self, hosts: list[str], *, own_address: str) -> None:
        """Send to these hosts; `own_address` is where others reach us."""
        self.own_address = own_address.rstrip("/")
        self._hosts = frozenset(hosts)
        self._opener = build_opener(_NoRedirects)

    def refusal(self, address: str) -> str:
        """Say why nothing is sent to an address; empty where it is."""
        place = urlsplit(address)
        if place.hostname not in self._hosts:
            return f"{place.hostname} is not among GONGZHI_CALLBACK_HOSTS"
        if place.scheme != "https" and place.hostname not in ON_THIS_MACHINE:
            return "sent over https only"
        return ""

    def post(self, address: str, fields: dict[str, str], headers: dict[str, str]) -> None:
        """Send a form, or raise `Undelivered`."""
        refusal = self.refusal(address)
        if refusal:
            raise Undelivered(refusal)
        body = urlencode(fields).encode()
        request = Request(address, body, {**headers, "Content-Type": FORM})  # noqa: S310 - checked
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                answer.read(1)
        except HTTPError as error:
            raise Undelivered(f"answered with {error.code}") from error
        except (URLError, OSError, ValueError) as error:
            raise Undelivered(f"no answer: {error}") from error


def signed(secret: bytes, identity: str, moment: int, fields: dict[str, str]) -> dict[str, str]:
    """Give the headers by which a receiver knows a form is ours, as Standard Webhooks has them."""
    content = f"{identity}.{moment}.{urlencode(fields)}"
    mark = base64.b64encode(hmac.digest(secret, content.encode(), "sha256")).decode()
    return {
        "Webhook-Id": identity,
        "Webhook-Timestamp": str(moment),
        "Webhook-Signature": f"v1,{mark}",
    }


class Outlet(DependencyProvider):
    """Gives every worker the way out."""

    def setup(self) -> None:
        """Read which hosts are allowed."""
        settings = self.container.config["settings"]
        hosts = [host.strip() for host in settings.callback_hosts.split(",") if host.strip()]
        self._outgoing = Outgoing(hosts, own_address=settings.public_url)

    def get_dependency(self, _worker_ctx: Any) -> Outgoing:
        """Give the way out."""
        return self._outgoing

    def in_memory(self, _service_cls: type) -> Outgoing:
        """Give tests a way out that leads nowhere."""
        return Outgoing([], own_address="https://gongzhi.example")

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "Outlet": ...
        @overload
        def __get__(self, service: object, owner: type) -> Outgoing: ...
        def __get__(self, service: object, owner: type) -> Any: ...
