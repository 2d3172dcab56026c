"""One HTTP write as an item of a batch; its reply is kept with its guard, to be given again."""

import hashlib
from datetime import timedelta
from typing import Any

import orjson

from chassis.errors import Unavailable
from chassis.http.call import Call
from chassis.http.dialects import Spoken
from chassis.http.problems import Problem
from chassis.http.replies import JSON, Reply, as_json, page_shown, reply_of
from chassis.http.ways_in import WayIn
from chassis.store.guards import EXPIRES
from chassis.store.unit import Cause
from chassis.tracing import trace_id
from chassis.work.items import Item, Outcome

REPLIES_KEPT = timedelta(days=30)


class Command(Item):
    """A request to change something, folded with others and settled on its own."""

    def __init__(
        self, way: WayIn, call: Call, args: dict[str, str], *, traceparent: str = ""
    ) -> None:
        """Run the way in's method with this call and the values from its path."""
        self.way = way
        self.call = call
        self.args = args
        self.principal = call.principal
        self.cause = Cause(correlation_id=trace_id(traceparent), traceparent=traceparent)
        self.fingerprint = ""
        self.reply: Reply | None = None
        self.spoken: Spoken | None = None

    def guarded_by(self, guard: str | None, fingerprint: str) -> None:
        """Take effect once only under this guard; the fingerprint tells another request apart."""
        self.guard = guard
        self.fingerprint = fingerprint

    def apply(self, service: Any) -> None:
        """Run the method on the service and keep what it answers."""
        self.call.work = service.work
        result = service.answered(self.way.method, self.call, self.args)
        way, version = self.way, service.work.version if self.way.writes else 0
        self.reply = replied(way, result, version=version, spoken=self.spoken)

    def wanted(self) -> dict[str, list[str]]:
        """Name the states the way in says it will want."""
        return {name: ids(self.call.body, **self.args) for name, ids in self.way.loads.items()}

    def kept_reply(self) -> dict[str, Any]:
        """Keep the reply as it was given."""
        reply = self.reply or Reply(204, b"")
        kept = {"status": reply.status, "body": reply.body, "version": reply.version}
        kept |= {"media": reply.media} if reply.media != JSON else {}
        until = self.call.now + REPLIES_KEPT
        return {"fingerprint": self.fingerprint, "reply": kept, EXPIRES: until}

    @property
    def replayed(self) -> bool:
        """Tell whether this took effect before, so that its first reply is given again."""
        return self.outcome is Outcome.DUPLICATE

    def answer(self) -> Reply:
        """Give the reply, or raise why there is none."""
        if self.outcome is Outcome.FAILED and self.error is not None:
            raise self.error
        if self.replayed:
            return self._stored_reply()
        if self.outcome is not Outcome.DONE or self.reply is None:
            raise self.error or Unavailable("the request was not settled")
        return self.reply

    def _stored_reply(self) -> Reply:
        stored = self.stored or {}
        if stored.get("fingerprint") != self.fingerprint:
            raise Problem(
                "idempotency-key-reused",
                "this key was used for a request with other content",
                "该幂等键已用于内容不同的请求",
            )
        kept = stored["reply"]
        media = kept.get("media", JSON)
        return Reply(kept["status"], bytes(kept["body"]), kept["version"], media)


def replied(way: WayIn, result: Any, *, version: int, spoken: Spoken | None) -> Reply:
    """Write what a method gave as the caller speaks: our JSON, or the protocol of others."""
    if spoken:
        return spoken.reply(result, status=way.status, version=version)
    if way.paged:
        return Reply(way.status, as_json(page_shown(result, way.view)))
    return reply_of(result, way.view, status=way.status, version=version, media=way.media)


def fingerprint_of(verb: str, path: str, content: Any) -> str:
    """Tell requests apart by method, path and content, however the content is spelled."""
    told = orjson.dumps([verb, path, content], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(told).hexdigest()
