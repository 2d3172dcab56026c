"""Declare on a method of a service which request reaches it, and what that request must carry."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from chassis.http.dialects import Dialect
from chassis.http.replies import JSON
from chassis.http.streams.seen import EVENT_STREAM
from chassis.members import members

DECLARED = "__ways_in__"
PAGING = {
    "limit": "how many items a page holds, 1 to 200",
    "cursor": "where the page begins: `next` of the page before",
    "division": "only what lies in this division",
}

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class WayIn:
    """One request a service answers: verb and path, and what is checked before its method runs."""

    verb: str
    path: str
    method: str
    meaning: str
    body: type | None = None
    view: type | None = None
    roles: frozenset[str] = frozenset()
    status: int = 200
    bulk: bool = False
    paged: bool = False
    public: bool = False
    logged: bool = False
    forgets: bool = False
    streams: bool = False
    media: str = JSON
    dialect: Dialect | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    loads: Mapping[str, Callable[..., list[str]]] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Tell whether this way in may change something."""
        return self.verb != "GET"

    @property
    def folded(self) -> bool:
        """Tell whether it runs in a unit of work that is committed before it answers."""
        return self.writes or self.logged

    @property
    def parameters(self) -> dict[str, str]:
        """List the query parameters it understands, with their meanings."""
        return {**self.query, **(PAGING if self.paged else {})}


def get(path: str, **options: Any) -> Callable[[Method], Method]:
    """Show something; options: view, roles, paged, public, query, logged, media.

    With a `dialect` (of POST too) it is asked and answered as a protocol of others has it.
    With `logged`, what the method keeps (who looked at what) is committed before anything is
    shown. With a `media` type other than JSON the method gives the text itself.
    """
    return _way_in("GET", path, {"status": 200, **options})


def stream(path: str, **options: Any) -> Callable[[Method], Method]:
    """Let callers follow something as server-sent events; options: roles, query.

    The method is asked again and again, once for all who follow: it gives what there is (`Seen`),
    or None where that is what `call.known` names. All who are let in are shown the same.
    """
    return _way_in("GET", path, {"media": EVENT_STREAM, "streams": True, **options})


def post(path: str, **options: Any) -> Callable[[Method], Method]:
    """Make or do something; options: body, view, roles, status, bulk (also at `path`/bulk).

    `loads` names the states a method will want, by attribute: from the body and the values in the
    path to their ids. They are read with one query for a whole bulk. A way in that `forgets` keeps
    no key, no reply and no trace: nothing but what its method keeps says that it was asked.
    """
    return _way_in("POST", path, {"status": 201, **options})


def put(path: str, **options: Any) -> Callable[[Method], Method]:
    """Replace something; options: body, view, roles, status."""
    return _way_in("PUT", path, {"status": 200, **options})


def delete(path: str, **options: Any) -> Callable[[Method], Method]:
    """Remove something; options: roles, status."""
    return _way_in("DELETE", path, {"status": 204, **options})


def _way_in(verb: str, path: str, options: dict[str, Any]) -> Callable[[Method], Method]:
    options["roles"] = frozenset(options.get("roles", ()))

    def declare(method: Method) -> Method:
        meaning = inspect.getdoc(method) or ""
        way = WayIn(verb, path, method.__name__, meaning, **options)
        setattr(method, DECLARED, [*getattr(method, DECLARED, []), way])
        return method

    return declare


def ways_in(service_cls: type) -> list[WayIn]:
    """List the ways in of a service, as its class declares them, by path and verb."""
    methods = [m for _, m in members(service_cls, inspect.isfunction)]
    found = [way for method in methods for way in getattr(method, DECLARED, [])]
    return sorted(found, key=lambda way: (way.path, way.verb))
