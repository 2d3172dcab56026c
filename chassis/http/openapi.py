"""The OpenAPI document of a service, derived from its ways in."""

from typing import Any

from apispec import APISpec

from chassis.http.openapi_parts import (
    PROBLEM,
    SECURITY,
    Shapes,
    parameters_of,
    problem_statuses,
    replies_of,
    request_of,
)
from chassis.http.routes import BULK
from chassis.http.ways_in import WayIn, ways_in


def openapi_document(service_cls: type) -> dict[str, Any]:
    """Describe every path: what it takes, what it answers, and every way it can refuse."""
    name = str(getattr(service_cls, "name", service_cls.__name__))
    about = {"description": (service_cls.__doc__ or "").strip()}
    spec = APISpec(title=name, version="1", openapi_version="3.1.0", info=about)
    spec.components.security_scheme("bearer", SECURITY)
    spec.components.schema("Problem", PROBLEM)
    shapes = Shapes(spec)
    for way in ways_in(service_cls):
        spec.path(way.path, operations={way.verb.lower(): _operation(way, shapes)})
        if way.bulk:
            spec.path(way.path + BULK, operations={"post": _operation(way, shapes, bulk=True)})
    return dict(spec.to_dict())


def _operation(way: WayIn, shapes: Shapes, *, bulk: bool = False) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": way.method + ("_bulk" if bulk else ""),
        "summary": way.meaning.partition("\n")[0],
        "parameters": parameters_of(way, bulk=bulk),
        "responses": replies_of(way, shapes, bulk=bulk) | problem_statuses(way),
        "security": [] if way.public else [{"bearer": []}],
    }
    if way.roles:
        described["description"] = "Roles: " + ", ".join(sorted(way.roles))
    if way.body:
        described["requestBody"] = request_of(way, shapes, bulk=bulk)
    return described
