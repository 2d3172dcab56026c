"""One list drawn from several collections in turn, a page at a time; a cursor names the part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from chassis.errors import Invalid
from chassis.store.collection import Collection
from chassis.store.tallies import Tallies


def whole(row: Any) -> dict[str, Any]:
    """Show a row as it is."""
    return without()(row)


def without(*hidden: str) -> Callable[[Any], dict[str, Any]]:
    """Show a row but for some of its fields."""

    def show(row: Any) -> dict[str, Any]:
        told = row if isinstance(row, dict) else {f.name: getattr(row, f.name) for f in fields(row)}
        return {name: value for name, value in told.items() if name not in hidden}

    return show


@dataclass(frozen=True)
class Part:
    """Rows of one collection, and how each is shown."""

    name: str
    kept: Collection[Any] | Tallies
    query: Mapping[str, Any]
    shown: Callable[[Any], dict[str, Any]] = whole

    def beyond(self, after: str, *, limit: int) -> list[Any]:
        """Find the next rows by id."""
        query = dict(self.query)
        if after:
            own = query.get("_id", {})
            query["_id"] = (own if isinstance(own, dict) else {"$eq": own}) | {"$gt": after}
        return self.kept.where(query, limit=limit)


@dataclass(frozen=True)
class PartRow:
    """One row of such a list: what it is of, and what it says."""

    part: str
    row: dict[str, Any]


def chained(parts: Sequence[Part], call: Any) -> dict[str, Any]:
    """Give one page of all parts, one after another; never more in memory than a page."""
    limit = call.page.limit
    found = list(_rows(parts, _place(parts, call.page.after), limit + 1))
    shown = [PartRow(part.name, part.shown(row)) for part, row in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    return {"items": shown, "next": last and [last[0].name, _id_of(last[1])]}


def _rows(parts: Sequence[Part], place: tuple[int, str], limit: int) -> Iterator[tuple[Part, Any]]:
    first, after = place
    for part in parts[first:]:
        rows = part.beyond(after, limit=limit)
        yield from ((part, row) for row in rows)
        limit, after = limit - len(rows), ""
        if limit <= 0:
            return


def _place(parts: Sequence[Part], after: tuple[Any, ...] | None) -> tuple[int, str]:
    if after is None:
        return 0, ""
    names = [part.name for part in parts]
    name, identity = (*after, None)[:2]
    if name not in names or not isinstance(identity, str):
        raise Invalid("cursor-unknown", "no page gave this cursor", "游标无效", field="cursor")
    return names.index(name), identity


def _id_of(row: Any) -> str:
    return str(row["id"] if isinstance(row, dict) else row.id)
