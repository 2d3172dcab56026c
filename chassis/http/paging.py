"""Pages of a list: how many, after which item; a cursor is that item's sort key, made opaque."""

import base64
import binascii
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

LARGEST_PAGE = 200
USUAL_PAGE = 50
LONGEST_CURSOR = 512
MOST_KEYS = 4
MOMENT = "t"


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for; `after` is the sort key of the last item seen."""

    limit: int = USUAL_PAGE
    after: tuple[Any, ...] | None = None


FIRST_PAGE = Page()


def cursor_of(key: Sequence[Any]) -> str:
    """Make the cursor of the page that begins after the item with this sort key."""
    told = orjson.dumps([_written(value) for value in key])
    return base64.urlsafe_b64encode(told).rstrip(b"=").decode()


def key_of(cursor: str) -> tuple[Any, ...]:
    """Read the sort key back; ValueError for a cursor that no page of ours has given."""
    if not 1 <= len(cursor) <= LONGEST_CURSOR:
        raise ValueError(cursor)
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        told = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except binascii.Error as error:
        raise ValueError(cursor) from error
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_KEYS:
        raise ValueError(cursor)
    key = tuple(_read(value) for value in told)
    if cursor_of(key) != cursor:
        raise ValueError(cursor)
    return key


def limit_of(text: str) -> int:
    """Read how many items a page holds, 1 to 200; ValueError for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_PAGE))):
        raise ValueError(text)
    number = int(text)
    if not 1 <= number <= LARGEST_PAGE:
        raise ValueError(text)
    return number


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    return value.value if isinstance(value, enum.Enum) else value


def _read(value: Any) -> Any:
    """Take plain values only: a key becomes part of a query."""
    if isinstance(value, dict):
        if set(value) != {MOMENT} or not isinstance(value[MOMENT], str):
            raise ValueError(value)
        return _moment(value[MOMENT])
    if isinstance(value, str) and not value.isprintable():
        raise ValueError(value)
    if isinstance(value, int | float) and not -(2**63) <= value < 2**63:
        raise ValueError(value)
    if isinstance(value, list):
        raise ValueError(value)  # noqa: TRY004 - one kind of refusal for all of them
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1 < moment.year < 9999:  # noqa: PLR2004 - ends of the calendar
        raise ValueError(text)
    return moment
