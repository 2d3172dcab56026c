"""The pieces an OpenAPI document is made of."""

import copy
import re
from typing import Any

from apispec import APISpec

from chassis.http.bulk import MOST_ITEMS
from chassis.http.forms import FORM
from chassis.http.kinds import KINDS, REFUSALS
from chassis.http.paging import LARGEST_PAGE, LONGEST_CURSOR, USUAL_PAGE
from chassis.http.problems import MEDIA_TYPE
from chassis.http.replies import JSON
from chassis.http.ways_in import WayIn
from chassis.json_schemas import json_schema

Shape = dict[str, Any]

SECURITY = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
TEXT = {"type": "string"}
FIELD = {"type": "object", "properties": {"field": TEXT, "rule": TEXT, "message": TEXT}}
PROBLEM: Shape = {
    "type": "object",
    "description": "RFC 9457 problem details",
    "required": ["type", "title", "status", "detail", "instance", "remedy"],
    "properties": {
        "type": {**TEXT, "pattern": "^urn:gongzhi:problem:"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": {**TEXT, "description": "the path that was asked for"},
        "remedy": {**TEXT, "description": "what to do"},
        "errors": {"type": "array", "items": FIELD},
        "incident": {**TEXT, "description": "number of a fault on our side"},
    },
}
PATH_TEXT = {
    **TEXT,
    "minLength": 1,
    "maxLength": 200,
    "pattern": r"^[^\u0000-\u001f\u007f-\u009f]+$",
}
QUERY_SHAPES: dict[str, Shape] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
    "cursor": {**TEXT, "maxLength": LONGEST_CURSOR, "pattern": "^[A-Za-z0-9_-]+$"},
    "division": {**TEXT, "pattern": "^[0-9A-Za-z]{1,32}(-[0-9A-Za-z]{1,32}){0,4}$"},
}
STATUSES = (400, 401, 403, 404, 408, 409, 411, 412, 413, 415, 422, 429, 500, 503)
KEY_HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "the same key again gives the first reply again and changes nothing",
    "schema": {**TEXT, "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
VERSION_HEADER = {
    "name": "If-Match",
    "in": "header",
    "description": "the ETag you hold; refused with 412 when it has changed meanwhile",
    "schema": {**TEXT, "pattern": '^("[1-9][0-9]{0,15}"|\\*)$'},
}

LAST_EVENT_HEADER = {
    "name": "Last-Event-ID",
    "in": "header",
    "description": "the id of the last event you have: nothing is told again while it is current",
    "schema": {**TEXT, "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}


class Shapes:
    """The schemas of bodies and views, each described once under its class's name."""

    def __init__(self, spec: APISpec) -> None:
        """Describe them in this document."""
        self._spec = spec
        self._named: dict[tuple[type, bool], str] = {}

    def reference(self, cls: type, *, strict: bool = False) -> Shape:
        """Refer to the schema of a class; a strict one allows no other fields."""
        if (cls, strict) not in self._named:
            shape = copy.deepcopy(json_schema(cls))
            name = self._free_name(cls)
            self._spec.components.schema(name, _closed(shape) if strict else shape)
            self._named[cls, strict] = name
        return {"$ref": f"#/components/schemas/{self._named[cls, strict]}"}

    def _free_name(self, cls: type) -> str:
        taken = self._spec.components.schemas
        names = [cls.__name__, *(f"{cls.__name__}{n}" for n in range(2, 100))]
        return next(name for name in names if name not in taken)


def parameters_of(way: WayIn, *, bulk: bool) -> list[Shape]:
    """Describe the values in the path, the query and the headers."""
    described = [
        {"name": name, "in": "path", "required": True, "schema": PATH_TEXT}
        for name in re.findall(r"{(\w+)}", way.path)
    ]
    for name, meaning in way.parameters.items():
        known = way.paged or name == "division"
        shape = QUERY_SHAPES.get(name, PATH_TEXT) if known else PATH_TEXT
        described.append({"name": name, "in": "query", "description": meaning, "schema": shape})
    if way.streams:
        described.append(LAST_EVENT_HEADER)
    if way.writes and not way.forgets:
        described.append(KEY_HEADER)
    if way.writes and not bulk:
        described.append(VERSION_HEADER)
    return described


def request_of(way: WayIn, shapes: Shapes, *, bulk: bool) -> Shape:
    """Describe the content of a write."""
    shape = shapes.reference(way.body or object, strict=way.dialect is None)
    medias = [FORM, JSON] if way.dialect else [JSON]
    if bulk:
        items = {"type": "array", "items": shape, "minItems": 1, "maxItems": MOST_ITEMS}
        shape = _object(items=items)
    return {"required": True, "content": {media: {"schema": shape} for media in medias}}


def replies_of(way: WayIn, shapes: Shapes, *, bulk: bool) -> Shape:
    """Describe what is answered when all is well."""
    shape = shapes.reference(way.view) if way.view else {}
    if bulk:
        return {"200": _reply("each item on its own", _bulk_reply(shape))}
    if way.paged:
        following = {"type": ["string", "null"], "description": "cursor of the next page"}
        listed = _object(items={"type": "array", "items": shape}, next=following)
        return {"200": _reply("one page", listed | {"additionalProperties": True})}
    if way.dialect:
        content: Shape = {media: {"schema": {}} for media in way.dialect.media}
        return {str(way.status): {"description": "as the protocol has it", "content": content}}
    if way.status == 204:  # noqa: PLR2004 - HTTP
        return {"204": {"description": "done"}}
    shape = shape if way.media == JSON else TEXT
    meaning = "done" if way.writes else "as asked"
    described = {str(way.status): _reply(meaning, shape, way.media.partition(";")[0])}
    return described if way.view else described | {"204": {"description": "done, nothing to show"}}


def problem_statuses(way: WayIn) -> Shape:
    """Describe every status this way in can refuse with."""
    if way.dialect:
        content: Shape = {media: {"schema": {}} for media in way.dialect.media}
        refused = sorted({way.dialect.refuse(status, "", "")[0] for status in STATUSES})
        return {str(one): {"description": "refused", "content": content} for one in refused}
    statuses = [400, 404, 408, 409, 411, 413, 422, 429, 500, 503]
    statuses += [] if way.public else [401, 403]
    statuses += [412, 415] if way.writes else []
    titles = {kind.status: kind.en for kind in (*REFUSALS.values(), *KINDS.values())}
    return {str(status): _problem(titles[status]) for status in sorted(statuses)}


def _problem(title: str) -> Shape:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": title, "content": content}


def _reply(meaning: str, shape: Shape, media: str = JSON) -> Shape:
    return {"description": meaning, "content": {media: {"schema": shape}}}


def _bulk_reply(shape: Shape) -> Shape:
    item = {
        "type": "object",
        "required": ["status"],
        "properties": {
            "status": {"type": "integer"},
            "body": shape,
            "etag": TEXT,
            "problem": {"$ref": "#/components/schemas/Problem"},
        },
    }
    numbers = {name: {"type": "integer"} for name in ("done", "repeated", "refused")}
    counts = {"type": "object", "properties": numbers}
    return _object(items={"type": "array", "items": item}, counts=counts)


def _object(**properties: Shape) -> Shape:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _closed(shape: Any) -> Any:
    """Allow no fields but those declared, at every depth: bodies are read strictly."""
    if isinstance(shape, list):
        return [_closed(inner) for inner in shape]
    if not isinstance(shape, dict):
        return shape
    closed = {name: _closed(inner) for name, inner in shape.items()}
    if closed.get("type") == "object" and isinstance(closed.get("properties"), dict):
        closed.setdefault("additionalProperties", False)
    return closed
