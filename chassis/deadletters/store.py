"""Where letters are kept, and the record of everything that was done with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.deadletters.letter import Letter
from chassis.divisions import pattern_within
from chassis.errors import Forbidden
from chassis.principal import Principal
from chassis.store import Collection, Index, Order
from chassis.store.paged import Listing, paged

OLDEST_FIRST = Order("dead_at")
LATEST_FIRST = Order("at", -1)


@dataclass(frozen=True)
class DeskAction:
    """Who did what with a letter, when and why; sums over the letter before and after."""

    id: str
    letter_id: str
    action: str
    outcome: str
    by: str
    at: datetime
    why: str
    before: str
    after: str


class Letters(Collection[Letter]):
    """Dead letters, seen by those who answer for their place.

    A letter that names no place may be of any, so it is for those who answer for a whole district.
    """

    name = "dead_letters"
    holds = Letter
    indexes = (
        Index("state", "dead_at"),
        Index("state", "reason"),  # holds all that is counted
        Index("dead_at"),
        Index("settled_at"),
    )

    def settled_before(self, moment: datetime, *, limit: int) -> list[Letter]:
        """Find letters that were settled before a moment; an open one has no such time."""
        before = {"settled_at": {"$lt": moment}}
        return self.where(before, sort=(("settled_at", 1),), limit=limit)

    def oldest(self, query: dict[str, Any], limit: int) -> list[Letter]:
        """Find the letters that died first, among those the caller may see."""
        where = query | _seen_by(self._work.principal)
        return self.where(where, sort=OLDEST_FIRST.sort, limit=limit)

    def listed(self, query: dict[str, Any], call: Any) -> dict[str, Any]:
        """Give one page of the letters that the caller may see."""
        asked = call.query.get("division")
        if asked:
            call.covers(asked)
        place = _in([asked]) if asked else _seen_by(call.principal)
        listing = Listing(query | place, OLDEST_FIRST, public=True)  # limited above

        def search(where: dict[str, Any], sort: Any, limit: int) -> list[Letter]:
            return self.where(where, sort=sort, limit=limit)

        return paged(search, listing, call)

    def check_reach(self, letter: Letter) -> None:
        """Refuse callers who do not answer for the place of a letter."""
        principal, place = self._work.principal, letter.division
        if principal.covers(place) or (not place and principal.covers_all_places):
            return
        raise Forbidden(
            "outside-your-divisions",
            f"your token does not cover {place or 'what names no place'}",
            f"您的权限不包括 {place or '未载明区划的内容'}",
        )

    def _check_reach(self, state: Letter) -> None:
        self.check_reach(state)


class DeskActions(Collection[DeskAction]):
    """Everything done with letters, a row each; rows are never changed, and name no place."""

    name = "desk_actions"
    holds = DeskAction
    public = True
    indexes = (Index("letter_id"), Index("at"))

    def of(self, letter_id: str) -> list[DeskAction]:
        """Give the history of a letter, in the order of its making."""
        return self.where({"letter_id": letter_id}, limit=1000)

    def latest(self, call: Any) -> dict[str, Any]:
        """Give one page of all that was done, the latest first."""
        return self.page({}, call, order=LATEST_FIRST)

    def older_than(self, moment: datetime, *, limit: int) -> list[DeskAction]:
        """Find what was done before a moment."""
        return self.where({"at": {"$lt": moment}}, sort=(("at", 1),), limit=limit)


def _seen_by(principal: Principal) -> dict[str, Any]:
    if "" in principal.divisions:
        return {}
    own = list(principal.divisions)
    return _in([*own, None] if principal.covers_all_places else own)


def _in(places: list[Any]) -> dict[str, Any]:
    """Ask for letters of these places; None stands for no place."""
    if not places:
        return {"_id": {"$in": []}}
    pattern = pattern_within(place for place in places if place is not None)
    return {"division": {"$regex": f"{pattern}|^$" if None in places else pattern}}
