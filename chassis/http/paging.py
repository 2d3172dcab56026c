"""Pages of a list: how many, and after which item; a cursor is that item's sort key, made opaque."""

import base64
import binascii
import math
from dataclasses import dataclass
from typing import Any

import orjson

LARGEST_PAGE = 200
USUAL_PAGE = 50
LONGEST_CURSOR = 1024
MOST_KEYS = 8


class BadCursor(ValueError):
    """A cursor that no page of ours has given."""


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for; `after` is the sort key of the last item seen."""

    limit: int = USUAL_PAGE
    after: tuple[Any, ...] | None = None


def cursor_of(key: list[Any] | tuple[Any, ...]) -> str:
    """Make the cursor of the page that begins after the item with this sort key."""
    return base64.urlsafe_b64encode(orjson.dumps(list(key))).rstrip(b"=").decode()


def key_of(cursor: str) -> tuple[Any, ...]:
    """Read a sort key back from a cursor: a short list of plain values, or `BadCursor`."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        key = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as error:
        raise BadCursor(cursor) from error
    if not isinstance(key, list) or not 1 <= len(key) <= MOST_KEYS:
        raise BadCursor(cursor)
    if cursor_of(key) != cursor or not all(_plain(value) for value in key):
        raise BadCursor(cursor)
    return tuple(key)


def page_of(limit: str | None, cursor: str | None) -> Page:
    """Read a page from the query string; ValueError or `BadCursor` where it makes no sense."""
    number = USUAL_PAGE if limit is None else _limit(limit)
    if cursor is None:
        return Page(number)
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor(cursor)
    return Page(number, key_of(cursor))


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_PAGE))):
        raise ValueError(text)
    number = int(text)
    if not 1 <= number <= LARGEST_PAGE:
        raise ValueError(text)
    return number


def _plain(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) < 2**63
    return value is None
