"""Which way in a request takes: everything about it is prepared before the first request comes."""

import re
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from chassis.http.problems import Problem
from chassis.http.ways_in import WayIn, ways_in
from chassis.remembered import remembered
from chassis.schemas import schema_for

BULK = "/bulk"
PATH_VALUE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{1,200}")


@dataclass(frozen=True)
class Route:
    """A way in, ready for use."""

    way: WayIn
    path: str
    schema: Schema | None
    parameters: frozenset[str]
    writes: bool
    bulk: bool = False
    ending: str = ""


@dataclass(frozen=True)
class Document:
    """A path that shows a description of the service; anyone may read it."""

    path: str


class Routes:
    """All paths of a service."""

    def __init__(self, service_cls: type, documents: tuple[str, ...] = ()) -> None:
        """Read the ways in from the class."""
        rules: list[Rule] = [_rule("GET", path, Document(path)) for path in documents]
        for way in ways_in(service_cls):
            rules += _rules(way)
        self._adapter = Map(rules, merge_slashes=False).bind("service")

    def match(self, verb: str, path: str) -> tuple[Any, dict[str, str]]:
        """Find the route and the values in the path, or answer 404 or 405."""
        try:
            found, values = self._adapter.match(path, verb)
        except MethodNotAllowed as error:
            allowed = allow(error.valid_methods or ())
            raise Problem(
                "method-not-allowed",
                f"allowed: {allowed}",
                f"允许：{allowed}",
                headers={"Allow": allowed},
            ) from None
        except NotFound:
            raise Problem("no-such-path") from None
        for name, value in values.items():
            if not PATH_VALUE.fullmatch(value):
                raise Problem("malformed-request", f"{name} in the path", f"路径中的 {name}")
        return found, dict(values)

    def allowed(self, path: str) -> str:
        """List the methods of a path for `Allow`, or answer 404."""
        methods = list(self._adapter.allowed_methods(path))
        if not methods:
            raise Problem("no-such-path")
        return allow(methods)


@remembered
def routes_of(service_cls: type, documents: tuple[str, ...]) -> Routes:
    """Give the paths of a service; to prepare two hundred of them takes a while."""
    return Routes(service_cls, documents)


def allow(methods: Any) -> str:
    """Write an Allow header."""
    return ", ".join(sorted({*methods, "OPTIONS"}))


def _rules(way: WayIn) -> list[Rule]:
    schema = _schema(way)
    parameters = frozenset(way.parameters)
    route = Route(way, way.path, schema, parameters, way.folded)
    rules = [_rule(way.verb, route.path, route)]
    if way.bulk:
        bulk = replace(route, path=way.path + BULK, bulk=True)
        rules.append(_rule(way.verb, bulk.path, bulk))
    for ending in way.dialect.formats if way.dialect else ():
        ended = replace(route, path=f"{way.path}.{ending}", ending=ending)
        rules.append(_rule(way.verb, ended.path, ended))
    return rules


def _schema(way: WayIn) -> Schema | None:
    """Prepare the reading of a body; other protocols send fields that we have no use for."""
    if way.body is None:
        return None
    return schema_for(way.body, unknown=EXCLUDE if way.dialect else RAISE)


def _rule(verb: str, path: str, endpoint: Any) -> Rule:
    pattern = path.replace("{", "<").replace("}", ">")
    return Rule(pattern, methods=[verb], endpoint=endpoint)
