"""A service without broker, database or server: the real fold and the real edge, in memory."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from werkzeug.test import Client
from werkzeug.wrappers import Request

from chassis.config import Settings
from chassis.database import kept
from chassis.envelope import CONTENT_TYPE, Decoder
from chassis.events import Event, Inbound, Meta, wire_type
from chassis.http.edge import Edge
from chassis.messaging.message import Heard
from chassis.store.documents import from_document, to_document
from chassis.store.memory import InMemory
from chassis.store.unit import Unit
from chassis.subscribing import subscriptions
from chassis.testing.noted import FixedClock, NotedWork
from chassis.testing.provisions import provisions
from chassis.testing.tokens import Issuer
from chassis.work.items import Item
from chassis.work.process import process
from chassis.work.timer import TickItem

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)  # a Monday in the pilot's second year, Asia/Shanghai
ISSUER = Issuer()


@dataclass
class Answer:
    """What a caller was answered."""

    status: int
    json: Any
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def etag(self) -> str:
        """Give the version, as it is sent back in If-Match."""
        return self.headers.get("ETag", "")


def token(*roles: str, sub: str = "someone", divisions: tuple[str, ...] = ("440605",)) -> str:
    """Sign a token; residents act for themselves and answer for no division."""
    return ISSUER.token(*roles, sub=sub, divisions=() if roles == ("resident",) else divisions)


class Harness:
    """One service under test."""

    def __init__(self, service_cls: type, *, now: datetime = NOON, backend: Any = None) -> None:
        """Begin with an empty store; `backend` may be a real one."""
        self.backend = backend if backend is not None else InMemory()
        self.clock = FixedClock(now)
        self.announced: list[Event] = []
        self.envelopes: list[Meta] = []
        self._service_cls = service_cls
        self._edge = Edge(service_cls, self, Settings(), keys=ISSUER.keys())
        self._client = Client(Request.application(self._edge.handle))
        self._subscriptions = {s.reads: s for s in subscriptions(service_cls)}
        self._decoder = Decoder(
            {wire_type(reads): reads for reads in self._subscriptions}, largest=65536
        )

    @property
    def now(self) -> datetime:
        """The moment at which everything happens."""
        return self.clock.moment

    @now.setter
    def now(self, moment: datetime) -> None:
        self.clock.moment = moment

    def given(self, attribute: str, *states: Any) -> None:
        """Put states into a collection, as if they had been saved before."""
        kind = kept(self._service_cls)[attribute]
        documents = self.backend.collections.setdefault(kind.name, {})
        documents.update({state.id: to_document(state, 1) for state in states})

    def stored(self, attribute: str, identity: str) -> Any:
        """Give what is stored, or None."""
        kind = kept(self._service_cls)[attribute]
        found = self.backend.fetch(kind.name, [identity])
        if not found:
            return None
        return from_document(found[0], kind.holds) if hasattr(kind, "holds") else found[0]

    def hears(self, event: Inbound, *, twice: bool = False, identity: str = "") -> Heard:
        """Deliver an event as the broker would; `twice` delivers the very same once more."""
        meta = replace(
            event.meta,
            id=identity or event.meta.id or str(uuid.uuid4()),
            type=wire_type(type(event)),
            time=event.meta.time if event.meta.time.year > 1970 else self.now,  # noqa: PLR2004
            division=event.meta.division or str(getattr(event, "division", "")),
        )
        heard = self._deliver(replace(event, meta=meta))
        if twice:
            self._deliver(replace(event, meta=meta))
        if heard.error is not None:
            raise heard.error
        return heard

    def reads(self, body: bytes) -> Heard:
        """Deliver the bytes of an event, as its producer would publish them."""
        return self._deliver(self._decoder.decode(body, CONTENT_TYPE))

    def tick(self, method: str) -> None:
        """Run a timed method once."""
        item = TickItem(method)
        self.process([item])
        if item.error is not None:
            raise item.error

    def post(self, path: str, body: Any = None, **how: Any) -> Answer:
        """Send a POST: `as_` a token, `key` for Idempotency-Key, `if_match`, `language`.

        `form` is sent as a form in place of a body; `headers` are further headers.
        """
        return self._send("POST", path, body, how)

    def put(self, path: str, body: Any = None, **how: Any) -> Answer:
        """Send a PUT."""
        return self._send("PUT", path, body, how)

    def delete(self, path: str, **how: Any) -> Answer:
        """Send a DELETE."""
        return self._send("DELETE", path, None, how)

    def get(self, path: str, **how: Any) -> Answer:
        """Send a GET."""
        return self._send("GET", path, None, how)

    def read(self, method: str, call: Any, args: dict[str, str]) -> Any:
        """Run a read, for the edge."""
        service = self._worker()
        service.work.serve(call.principal)
        call.work = service.work
        return service.answered(method, call, args)

    def write(self, commands: list[Any]) -> None:
        """Settle commands, for the edge."""
        self.process(commands)

    def process(self, items: list[Item]) -> None:
        """Fold items as a worker of the service would, and note what was announced."""
        process(self._worker(), items)

    def _note(self, unit: Unit) -> None:
        self.announced += [event for event, _ in unit.recorded]
        self.envelopes += [meta for _, meta in unit.recorded]

    def _deliver(self, event: Inbound) -> Heard:
        heard = Heard(event, self._subscriptions[type(event)], None)
        self.process([heard])
        return heard

    def _worker(self) -> Any:
        service = self._service_cls()
        work = NotedWork(self.backend, self.clock)
        work.note = self._note
        service.work = work
        for attribute, provided in provisions(self._service_cls, work):
            setattr(service, attribute, provided)
        return service

    def _send(self, verb: str, path: str, body: Any, how: dict[str, Any]) -> Answer:
        headers = {"Accept-Language": how.get("language", "en")}
        if how.get("as_"):
            headers["Authorization"] = f"Bearer {how['as_']}"
        if how.get("key"):
            headers["Idempotency-Key"] = how["key"]
        if how.get("if_match"):
            headers["If-Match"] = how["if_match"]
        headers |= how.get("headers", {})
        content: bytes | str | None = None if body is None else orjson.dumps(body)
        media = "application/json"
        if "form" in how:
            content, media = urlencode(how["form"]), "application/x-www-form-urlencoded"
        response = self._client.open(
            path, method=verb, data=content, headers=headers, content_type=media
        )
        is_json = response.data and response.mimetype.endswith("json")
        told = orjson.loads(response.data) if is_json else None
        return Answer(response.status_code, told, dict(response.headers), response.get_data(True))
