"""Pages of a list that stay right while rows are added: a cursor names the last row seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.divisions import pattern_within
from chassis.store.writes import Sort


@dataclass(frozen=True)
class Order:
    """The order of a list: by one field, then by identity."""

    field: str = "_id"
    direction: int = 1

    @property
    def sort(self) -> Sort:
        """Give the order as the database takes it."""
        if self.field == "_id":
            return (("_id", self.direction),)
        return ((self.field, self.direction), ("_id", 1))

    def after(self, key: tuple[Any, ...]) -> dict[str, Any]:
        """Ask for what comes after the row with this sort key."""
        beyond = "$gt" if self.direction > 0 else "$lt"
        if self.field == "_id":
            return {"_id": {beyond: key[-1]}}
        twin = {self.field: key[0], "_id": {"$gt": key[-1]}}
        return {"$or": [{self.field: {beyond: key[0]}}, twin]}

    def key(self, row: Any) -> list[Any]:
        """Give the sort key of a row."""
        identity = _value(row, "id")
        return [identity] if self.field == "_id" else [_value(row, self.field), identity]


IN_ORDER_OF_ID = Order()


@dataclass(frozen=True)
class Listing:
    """Which rows a list holds, in which order, and whether anyone may see all of them.

    `places` names the field that holds a row's place and all around it, where one is kept: a place
    is then found by its name, in the order of an index, and not by a pattern.
    """

    query: Mapping[str, Any]
    order: Order
    public: bool
    places: str | None = None


def paged(
    search: Callable[[dict[str, Any], Sort, int], list[Any]], listing: Listing, call: Any
) -> dict[str, Any]:
    """Give `{"items": [...], "next": sort key of the last or None}` of what the caller may see."""
    where = dict(listing.query) | _within(call, listing)
    if call.page.after:
        where |= listing.order.after(call.page.after)
    rows = search(where, listing.order.sort, call.page.limit + 1)
    shown = rows[: call.page.limit]
    more = len(rows) > call.page.limit
    return {"items": shown, "next": listing.order.key(shown[-1]) if more else None}


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _within(call: Any, listing: Listing) -> dict[str, Any]:
    """Limit to the places asked for, which must be within the caller's own unless all is public."""
    asked = call.query.get("division")
    if asked and not listing.public:
        call.covers(asked)
    places = [asked] if asked else ([] if listing.public else list(call.principal.divisions))
    if not places or "" in places:
        return {}
    if listing.places:
        return {listing.places: places[0] if len(places) == 1 else {"$in": places}}
    return {"division": {"$regex": pattern_within(places)}}
