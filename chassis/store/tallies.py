"""Counters that many add to at once: added up in the database, never read to be written."""

from typing import TYPE_CHECKING, Any, ClassVar

from chassis.store.collection import BY_ID, Index
from chassis.store.paged import IN_ORDER_OF_ID, Listing, Order, paged
from chassis.store.rebuilding import Rebuildable
from chassis.store.writes import Sort, Tally

if TYPE_CHECKING:
    from chassis.work.work import Work


class Tallies(Rebuildable):
    """Counter documents of one kind; additions commute, so their order does not matter."""

    name: ClassVar[str]
    public: ClassVar[bool] = False
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, work: "Work") -> None:
        """Belong to one worker."""
        self._work = work

    def add(self, identity: str, **amounts: Any) -> None:
        """Add numbers to a counter and set what is no number (its place, its kind)."""
        numbers: dict[str, int | float] = {}
        labels: dict[str, Any] = {}
        for name, value in amounts.items():
            (numbers if _is_number(value) else labels)[name] = value
        self._work.unit.tally(self.name, Tally(identity, numbers, labels))

    def get(self, identity: str) -> dict[str, Any]:
        """Give a counter as it is stored, {} where nothing was added yet."""
        found = self._work.backend.fetch(self.name, [identity])
        return _shown(found[0]) if found else {}

    def where(
        self, query: dict[str, Any], *, sort: Sort = BY_ID, limit: int = 100
    ) -> list[dict[str, Any]]:
        """Find counters as they are stored."""
        return [_shown(d) for d in self._work.backend.search(self.name, query, sort, limit)]

    def page(
        self, query: dict[str, Any], call: Any, *, order: Order = IN_ORDER_OF_ID
    ) -> dict[str, Any]:
        """Give one page of what the caller may see, with the cursor of the next."""

        def search(where: dict[str, Any], sort: Sort, limit: int) -> list[dict[str, Any]]:
            return self.where(where, sort=sort, limit=limit)

        return paged(search, Listing(query, order, self.public), call)


def _is_number(value: Any) -> bool:
    kind = type(value)  # asked of every number of every event: the usual kinds first
    return kind is int or kind is float or (isinstance(value, int | float) and kind is not bool)


def _shown(document: dict[str, Any]) -> dict[str, Any]:
    return {"id": document["_id"]} | {k: v for k, v in document.items() if k != "_id"}
