"""How queries are put so that the embedded database answers them as quickly as MongoDB does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

# the embedded database compares each document it finds with every id asked for
IDS_AT_ONCE = 25
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
# ids are mostly random hexadecimal digits: parted by two of them, a part holds 4,000 of a million
PARTS = tuple(f"{number:02x}" for number in range(1, 256))


def in_parts(ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Ask for documents by id, a few at a time."""
    for start in range(0, len(ids), IDS_AT_ONCE):
        part = list(ids[start : start + IDS_AT_ONCE])
        yield {"_id": part[0]} if len(part) == 1 else {"_id": {"$in": part}}


def ids_beyond(after: str) -> Iterator[dict[str, str]]:
    """Ask for the ids beyond one, part by part in their order.

    The embedded database reads what a query asks for to its end, however few are wanted of it.
    """
    for end in PARTS:
        if end > after:
            yield {"$gt": after, "$lte": end}
            after = end
    yield {"$gt": after}


def bounded(where: Mapping[str, Any]) -> dict[str, Any]:
    """Give "until then" a beginning: the index holds those without a time before all others."""
    return {field: _from_the_beginning(wanted) for field, wanted in where.items()}


def _from_the_beginning(wanted: Any) -> Any:
    if not isinstance(wanted, Mapping) or not {"$lt", "$lte"} & set(wanted):
        return wanted
    end = wanted.get("$lt", wanted.get("$lte"))
    if not isinstance(end, datetime) or {"$gt", "$gte"} & set(wanted):
        return wanted
    return {"$gte": BEGINNING, **wanted}
