"""The broker's management: what is there, and what a user may do."""

from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from gongzhi.errors import NotAllowed, Unanswered, Unreadable
from gongzhi.topology.plan import Definitions

PATIENCE = 10.0
COLUMNS = {
    "exchanges": "name,type,durable,auto_delete,arguments",
    "queues": "name,durable,auto_delete,arguments",
    "bindings": "source,destination,destination_type,routing_key",
}
# lets a user look at the broker's management, and change nothing it has no right to
LOOKING = "management"


class Management:
    """The management of one broker, asked about one virtual host."""

    def __init__(
        self, uri: str, virtual_host: str = "/", transport: httpx.BaseTransport | None = None
    ) -> None:
        parts = urlsplit(uri)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Unreadable("the management's address is not http://user:password@host:port")
        self._user = unquote(parts.username or "guest")
        self._virtual_host = quote(virtual_host, safe="")
        self._client = httpx.Client(
            base_url=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/api",
            auth=(self._user, unquote(parts.password or "guest")),
            timeout=PATIENCE,
            transport=transport,
        )

    def definitions(self) -> Definitions:
        """Give exchanges, queues and bindings as they are."""
        return {
            kind: self._asked("GET", f"/{kind}/{self._virtual_host}?columns={columns}").json()
            for kind, columns in COLUMNS.items()
        }

    def make_user(self, name: str, password: str) -> None:
        """Make a user who may look at the management, or give an old one this password."""
        told = {"password": password, "tags": LOOKING}
        self._asked("PUT", f"/users/{quote(name, safe='')}", json=told)

    def grant(self, name: str, rights: dict[str, str]) -> None:
        """Give a user these rights on the virtual host, and no other."""
        self._asked("PUT", f"/permissions/{self._virtual_host}/{quote(name, safe='')}", json=rights)

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            answer = self._client.request(method, path, **more)
        except httpx.TransportError as error:
            where = self._client.base_url.host
            raise Unanswered(f"the broker's management at {where} does not answer") from error
        if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            raise NotAllowed(f"the broker's management refuses user {self._user}")
        if not answer.is_success:
            raise Unreadable(f"the broker's management: {answer.status_code} {answer.text[:200]}")
        return answer
