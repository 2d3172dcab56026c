"""The WSGI application of a service: health and metrics answered at once, the rest by the edge."""

import time
from collections.abc import Iterable
from typing import Any

from werkzeug.wrappers import Request, Response

from chassis.http.connections import CONNECTION
from chassis.http.edge import ROUTE, Edge
from chassis.http.replies import JSON, as_json
from chassis.http.streams.following import Following
from chassis.http.streams.streams import Streams
from chassis.ops.health import Health
from chassis.ops.metrics import Metrics

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})


class Application:
    """Answers every request; what operators ask takes no worker, so it is answered under load."""

    def __init__(self, edge: Edge, streams: Streams, health: Health, metrics: Metrics) -> None:
        """Stand before this edge."""
        self._edge = edge
        self._streams = streams
        self._health = health
        self._metrics = metrics
        self._own = {"/livez": self._livez, "/readyz": self._readyz, "/metrics": self._exposition}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        own = self._own.get(environ["PATH_INFO"])
        if own is not None and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            response = own(environ)
        else:
            response = self._measured(environ)
        if CONNECTION in environ and isinstance(response, Following) and _is_get(environ):
            plain = environ[CONNECTION].hand_over()
            self._streams.take(plain, response.followed, response.seen, response.known)
            return ()
        if CONNECTION in environ:
            environ[CONNECTION].before_answer(response.status_code)
        return response(environ, start_response)

    def _measured(self, environ: dict[str, Any]) -> Response:
        began = time.perf_counter()
        response = self._edge.handle(Request(environ))
        method = environ["REQUEST_METHOD"]
        self._metrics.answered(
            method if method in METHODS else "other",
            environ.get(ROUTE, "none"),
            status=response.status_code,
            seconds=time.perf_counter() - began,
        )
        return response

    def _livez(self, _environ: dict[str, Any]) -> Response:
        return _checked(*self._health.livez())

    def _readyz(self, _environ: dict[str, Any]) -> Response:
        return _checked(*self._health.readyz())

    def _exposition(self, environ: dict[str, Any]) -> Response:
        text, content_type = self._metrics.exposition(environ.get("HTTP_ACCEPT", ""))
        return Response(text, content_type=content_type)


def _is_get(environ: dict[str, Any]) -> bool:
    return bool(environ["REQUEST_METHOD"] == "GET")


def _checked(status: int, told: dict[str, object]) -> Response:
    return Response(as_json(told), status, content_type=JSON, headers={"Cache-Control": "no-store"})
