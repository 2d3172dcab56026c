"""Where the tree of places is kept, and what was counted in each community."""

from datetime import date
from typing import Any

from chassis.divisions import pattern_within
from chassis.store import Collection, Index, Tallies

from ..domain.divisions.division import Division, Ended

MOST_AT_ONCE = 500
MOST_PILOTS = 2000
MOST_ENDED = 5000  # of a district, ever


class Divisions(Collection[Division]):
    """Places residents belong to; everybody may see them."""

    name = "divisions"
    holds = Division
    public = True
    indexes = (
        Index("parent"),
        Index("changed_on"),
        Index("ended_by"),
        Index("weak"),
        Index("told"),
        Index("steps_due"),
    )

    def below(self, code: str, *, limit: int) -> list[Division]:
        """Find what stands within a place, whatever its level."""
        # a colon comes after digits and hyphens, so the index is walked no further than the place
        ids = {"$regex": pattern_within([code]), "$gt": code, "$lt": f"{code}:"}
        return self.where({"_id": ids, "valid_to": None}, limit=limit)

    def ended_below(self, code: str, *, limit: int) -> list[Division]:
        """Find what lay within a place and stands no more, whatever its level."""
        ids = {"$regex": pattern_within([code]), "$gt": code, "$lt": f"{code}:"}
        return self.where({"_id": ids, "valid_to": {"$ne": None}}, limit=limit)

    def untold(self, *, limit: int) -> list[Division]:
        """Find places others were not told of."""
        found = self.where({"told": False}, limit=limit)
        return found or self.where({"told": None}, limit=limit)

    def overdue(self, today: date, *, limit: int) -> list[Division]:
        """Find weak communities where something was due before a day, or is not yet watched."""
        late = self.where({"steps_due": {"$lt": today.isoformat()}}, limit=limit)
        return late or self.where({"weak": True, "steps_due": None}, limit=limit)

    def changed_after(self, day: date, *, after: str = "") -> list[Division]:
        """Find the next places, by id, that began, ended or were renamed later than a day."""
        query = {"changed_on": {"$gt": day.isoformat()}, "_id": {"$gt": after}}
        return self.where(query, limit=MOST_AT_ONCE)

    def pilots_within(self, code: str) -> list[Division]:
        """Find the communities of a place that are, or were, pilots."""
        query = {"pilot": {"$ne": None}, "_id": {"$regex": pattern_within([code])}}
        return self.where(query, limit=MOST_PILOTS)

    def merged(self) -> list[Division]:
        """Find every community and town that was merged into another."""
        official = {"$regex": "^([0-9]{6}|[0-9]{9})$"}
        return self.where({"ended_by": Ended.MERGED.value, "parent": official}, limit=MOST_ENDED)


class DivisionCounts(Tallies):
    """How many places of each kind a district and each of its towns have."""

    name = "division_counts"
    public = True


class PilotRounds(Tallies):
    """How many communities each round of pilots has, at its level."""

    name = "pilot_rounds"
    public = True


class ServiceYears(Tallies):
    """Minutes and lines of the hours ledger for each community and year of service."""

    name = "service_years"
    indexes = (Index("division"),)


def counted_within(kept: Tallies, codes: list[str]) -> list[dict[str, Any]]:
    """Find the counters of some places and all in them, however many, by id."""
    rows: list[dict[str, Any]] = []
    found = {"division": {"$regex": pattern_within(codes)}}
    while more := kept.where(found, limit=MOST_AT_ONCE):
        rows += more
        found |= {"_id": {"$gt": more[-1]["id"]}}
    return rows
