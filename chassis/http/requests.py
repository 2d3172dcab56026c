"""A request that was let in, and the command its content makes."""

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError
from werkzeug.wrappers import Request

from chassis.http.bodies import read_json
from chassis.http.call import Call
from chassis.http.command import Command, fingerprint_of
from chassis.http.dialects import Spoken
from chassis.http.forms import FORM, read_form
from chassis.http.headers import idempotency_key, page_of, version_held
from chassis.http.languages import language_of
from chassis.http.problems import Problem
from chassis.http.routes import Route
from chassis.http.validation import invalid_body
from chassis.principal import Principal


@dataclass(frozen=True)
class Asked:
    """Who asks for what: the route is found, the caller is known and holds a role for it."""

    request: Request
    route: Route
    args: dict[str, str]
    principal: Principal
    query: dict[str, str]
    traceparent: str
    spoken: Spoken | None = None

    @property
    def language(self) -> str:
        """Tell which language the caller reads."""
        return language_of(self.request.environ.get("HTTP_ACCEPT_LANGUAGE", ""))

    def call(self, **more: Any) -> Call:
        """Make the call that the method of the service is given."""
        return Call(self.principal, query=self.query, roles=self.route.way.roles, **more)


def content_of(asked: Asked) -> Any:
    """Read the content of a write; a way in without a body takes none, or an empty object."""
    if asked.route.schema is None and asked.request.content_length in (None, 0):
        return {}
    if asked.spoken and asked.request.mimetype == FORM:
        form = read_form(asked.request)
        form.pop(asked.spoken.dialect.key, None)
        return form
    content = read_json(asked.request)
    if asked.route.schema is None and content != {}:
        raise Problem("invalid-body", "no content is expected", "不需要内容")
    return content


def command_of(asked: Asked, content: Any, place: str = "") -> Command:
    """Make the command for one piece of content; `place` tells items of a bulk apart."""
    way, request = asked.route.way, asked.request
    body = load(asked.route.schema, content, asked.language)
    traceparent = "" if way.forgets else asked.traceparent
    call = asked.call(body=body, **({"page": page_of(asked.query)} if way.paged else {}))
    command = Command(way, call, asked.args, traceparent=traceparent)
    # what a read shows is never kept to be given again: it may be for this caller's eyes only
    key = idempotency_key(request) if way.writes and not way.forgets else None
    if key is not None:
        target = f"{way.verb} {request.path}"
        guard = f"request:{asked.principal.sub}:{target}:{key}{place}"
        command.guarded_by(guard, fingerprint_of(way.verb, request.path, content))
    command.spoken = asked.spoken
    command.if_match = version_held(request)
    return command


def load(schema: Schema | None, content: Any, language: str) -> Any:
    """Check content against the declared body and make an instance of it."""
    if schema is None:
        return None
    try:
        return schema.load(content)
    except ValidationError as error:
        raise invalid_body(error, language) from None
