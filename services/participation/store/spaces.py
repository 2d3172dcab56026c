"""Where public spaces and the visits to them are kept."""

from datetime import date, datetime
from typing import Any

from chassis.store import Collection, Index, Tallies

from ..domain.spaces.space import Space, Visit


class Spaces(Collection[Space]):
    """Public spaces; everybody may see them."""

    name = "spaces"
    holds = Space
    public = True
    indexes = (Index("division"), Index("kind"), Index("clear_at"))

    def to_clear(self, now: datetime, *, limit: int) -> list[Space]:
        """Find those that were given up and may still hold what is to be called off."""
        return self.where({"clear_at": {"$lte": now}}, sort=(("clear_at", 1),), limit=limit)


class Visits(Collection[Visit]):
    """Check-ins, one row for each resident, space and day."""

    name = "visits"
    holds = Visit
    indexes = (Index("resident_id"), Index("space_id", "visited_at"))

    def latest_in(self, space_id: str, *, since: datetime) -> datetime | None:
        """Say when somebody came to a space last, if since a moment."""
        asked = {"space_id": space_id, "visited_at": {"$gte": since}}
        found = self.where(asked, sort=(("visited_at", -1),), limit=1)
        return found[0].visited_at if found else None


class SpaceUse(Tallies):
    """How much each space is used, month by month; `watched` until it is found idle."""

    name = "space_use"
    public = True
    indexes = (Index("watched", "last_used_on"), Index("division"))

    def unused_since(self, day: date, *, after: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Find spaces nobody has been to since a day, of which that was not yet said, by id."""
        unused = {"watched": True, "last_used_on": {"$lte": day.isoformat()}}
        return self.where(unused | {"_id": {"$gt": after}}, limit=limit)
