"""What a method answers, as bytes: only what the declared view shows, with its version as ETag."""

import dataclasses
from functools import cache
from typing import Any

import orjson
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response

from chassis.http.paging import cursor_of

JSON = "application/json"
NO_CONTENT = 204
PLAIN_HEADERS = (("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"))
AS_JSON = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


@dataclasses.dataclass(frozen=True)
class Reply:
    """What a caller is answered: status, body, and the version of what was saved or shown."""

    status: int
    body: bytes
    version: int = 0
    media: str = JSON

    def response(self, *more: tuple[str, str]) -> Response:
        """Make the HTTP response; `more` are further headers."""
        headers = Headers([*PLAIN_HEADERS, *more])
        if self.version:
            headers.add("ETag", etag(self.version))
        if not self.body:
            return Response(b"", NO_CONTENT, headers)
        return Response(self.body, self.status, headers, content_type=self.media)


def etag(version: int) -> str:
    """Write a version as a strong entity tag."""
    return f'"{version}"'


def reply_of(
    result: Any, view: type | None, *, status: int, version: int = 0, media: str = JSON
) -> Reply:
    """Turn what a method returned into a reply; nothing returned is an empty one."""
    if result is None:
        return Reply(NO_CONTENT, b"")
    if media != JSON:
        return Reply(status, result.encode(), version, media)
    return Reply(status, as_json(shown(result, view)), version)


def shown(result: Any, view: type | None) -> Any:
    """Keep of a result what the view declares: a state may hold more than a caller may see."""
    if view is None or isinstance(result, view) or not dataclasses.is_dataclass(view):
        return result
    names = _names(view)
    if isinstance(result, dict):
        return {name: result[name] for name in names if name in result}
    return {name: getattr(result, name) for name in names if hasattr(result, name)}


def page_shown(page: dict[str, Any], view: type | None) -> dict[str, Any]:
    """Keep of a page what the view declares, with the cursor of the page after it."""
    cursor = cursor_of(page["next"]) if page["next"] else None
    return {**page, "items": [shown(item, view) for item in page["items"]], "next": cursor}


def as_json(value: Any) -> bytes:
    """Write a value as JSON: dataclasses, enums and datetimes as themselves."""
    return orjson.dumps(value, default=_otherwise, option=AS_JSON)


@cache
def _names(view: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(view))


def _otherwise(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not shown to callers")
