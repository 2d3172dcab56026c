"""From an HTTP request to a method of the service and back; knows no server around it."""

from typing import Any
from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.http.auth import Doorkeeper
from chassis.http.bodies import check_length
from chassis.http.bulk import write_bulk
from chassis.http.command import replied
from chassis.http.desk import Desk
from chassis.http.dialects import SPOKEN, Spoken
from chassis.http.documents import Documents
from chassis.http.headers import page_of, query_of
from chassis.http.keys import Keys, keys_at
from chassis.http.languages import language_of
from chassis.http.problems import Problem, problem_of
from chassis.http.replies import Reply, as_json, etag, page_shown
from chassis.http.requests import Asked, command_of, content_of
from chassis.http.routes import Document, Route, routes_of
from chassis.http.streams.following import following
from chassis.http.streams.streams import Followed, Streams
from chassis.http.ways_in import WayIn
from chassis.principal import NOBODY, Principal
from chassis.tracing import child_of

ROUTE = "gongzhi.route"  # where the WSGI environment names the path pattern, for metrics
ADDRESSED = "HTTP_GONGZHI_SERVICE"  # where our gateways say which service they mean
NOT_MODIFIED = 304


class Edge:
    """Answers every request: what the service says, or a problem document; never less."""

    def __init__(
        self,
        service_cls: type,
        desk: Desk,
        settings: Settings,
        *,
        keys: Keys | None = None,
        streams: Streams | None = None,
    ) -> None:
        """Answer for a service; `keys` in place of those the settings name."""
        self._name: str = getattr(service_cls, "name", "")
        self._desk = desk
        self._streams = streams
        self._most_bytes = settings.max_body_bytes
        self._door = Doorkeeper(
            keys or keys_at(settings.jwks), issuer=settings.issuer, audience=settings.audience
        )
        self._personal_roles: frozenset[str] = getattr(service_cls, "personal_roles", frozenset())
        self._documents = Documents(service_cls)
        self._routes = routes_of(service_cls, Documents.paths)

    def handle(self, request: Request) -> Response:
        """Answer a request."""
        traceparent = child_of(request.environ.get("HTTP_TRACEPARENT", ""))
        try:
            response = self._answer(request, traceparent)
        except Exception as error:  # noqa: BLE001 - whatever happens, a caller is answered
            response = told(error, request)
        response.headers.add("Traceparent", traceparent)
        return response

    def _answer(self, request: Request, traceparent: str) -> Response:
        self._check_addressed(request)
        check_length(request, self._most_bytes)
        if request.method == "OPTIONS":
            return Response(status=204, headers={"Allow": self._routes.allowed(request.path)})
        route, args = self._routes.match(request.method, request.path)
        request.environ[ROUTE] = route.path
        if isinstance(route, Document):
            return self._documents.show(route.path).response()
        spoken = _spoken(request, route)
        principal = self._admit(request, route.way, spoken)
        query = query_of(
            request, route.parameters, passed_over=spoken.dialect.key if spoken else ""
        )
        asked = Asked(request, route, args, principal, query, traceparent, spoken)
        if route.way.streams:
            return self._follow(asked)
        return self._write(asked) if route.writes else self._read(asked)

    def _check_addressed(self, request: Request) -> None:
        """A gateway may hold the address of a replica that is gone, and that we have been given."""
        wanted = request.environ.get(ADDRESSED, self._name)
        if wanted != self._name:
            raise Unavailable(f"{wanted} was asked, and this is {self._name}")

    def _admit(self, request: Request, way: WayIn, spoken: Spoken | None) -> Principal:
        if way.public:
            return NOBODY
        header = request.environ.get("HTTP_AUTHORIZATION", "")
        principal = self._door.admit(spoken.authorization(request) if spoken else header)
        if way.roles and not way.roles & principal.roles:
            needed = ", ".join(sorted(way.roles))
            raise Problem("role-missing", f"one of: {needed}", f"须具备其一：{needed}")
        if not principal.divisions and not principal.roles <= self._personal_roles:
            raise Problem("division-missing")
        return principal

    def _write(self, asked: Asked) -> Response:
        if asked.route.bulk:
            return write_bulk(asked, self._desk)
        command = command_of(asked, content_of(asked))
        self._desk.write([command])
        reply = command.answer()
        return reply.response(*([("Idempotency-Replayed", "true")] if command.replayed else []))

    def _read(self, asked: Asked) -> Response:
        way = asked.route.way
        call = asked.call(page=page_of(asked.query)) if way.paged else asked.call()
        result = self._desk.read(way.method, call, asked.args)
        if way.paged:
            return _page(result, way.view, asked)
        version = call.work.version if call.work is not None and asked.args else 0
        reply = replied(way, result, version=version, spoken=asked.spoken)
        return _unless_known(reply, asked)

    def _follow(self, asked: Asked) -> Response:
        method = asked.route.way.method
        pairs = tuple(sorted(asked.args.items())), tuple(sorted(asked.query.items()))
        followed = Followed(method, *pairs)
        if self._streams is None:  # a test: there is no server that would go on
            seen = self._desk.read(method, asked.call(), asked.args)
        else:
            seen = self._streams.look(followed, asked.call())
        return following(followed, seen, asked.request)


def told(error: Exception, request: Request) -> Response:
    """Answer with the problem document of whatever a request ran into."""
    language = language_of(request.environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    problem, spoken = problem_of(error, language), request.environ.get(SPOKEN)
    if spoken is not None:
        return spoken.refusal(problem, language)
    return problem.response(language, request.path)


def _spoken(request: Request, route: Route) -> Spoken | None:
    """Note how a request is to be answered, also when it is refused."""
    if route.way.dialect is None:
        return None
    spoken = route.way.dialect.heard(request, route.ending)
    request.environ[SPOKEN] = spoken
    return spoken


def _page(page: dict[str, Any], view: type | None, asked: Asked) -> Response:
    content = page_shown(page, view)
    reply = Reply(200, as_json(content))
    if content["next"] is None:
        return reply.response()
    following = urlencode({**asked.query, "cursor": content["next"]})
    return reply.response(("Link", f'<?{following}>; rel="next"'))


def _unless_known(reply: Reply, asked: Asked) -> Response:
    known = asked.request.environ.get("HTTP_IF_NONE_MATCH", "")
    if reply.version and etag(reply.version) in known.split(", "):
        return Response(status=NOT_MODIFIED, headers={"ETag": etag(reply.version)})
    return reply.response()
