"""Which places there are, and the sessions they held or missed."""

from datetime import datetime
from typing import Any

from chassis.divisions import pattern_within
from chassis.store import Collection, Index, Tallies

from ..domain.deliberation.meeting_places import MeetingPlace
from ..domain.deliberation.standing_sessions import StandingSession

AT_ONCE = 500


class MeetingPlaces(Collection[MeetingPlace]):
    """Communities, estates, natural villages and buildings; everybody may see them."""

    name = "meeting_places"
    holds = MeetingPlace
    public = True
    indexes = (Index("next_at"), Index("status", "level"))

    def due(self, now: datetime, *, limit: int) -> list[MeetingPlace]:
        """Find places whose period has passed."""
        return self.where({"next_at": {"$lte": now}}, sort=(("next_at", 1),), limit=limit)


class StandingSessions(Collection[StandingSession]):
    """What became of the session of each place and period; everybody may see them."""

    name = "standing_sessions"
    holds = StandingSession
    public = True


class Coverage(Tallies):
    """How many places of each level meet, community by community."""

    name = "coverage"
    public = True
    indexes = (Index("division"),)

    def within(self, division: str) -> list[dict[str, Any]]:
        """Find the counters of a place, a few for each of its communities."""
        rows: list[dict[str, Any]] = []
        found: dict[str, Any] = {"division": {"$regex": pattern_within([division])}}
        while more := self.where(found, limit=AT_ONCE):
            rows += more
            found |= {"_id": {"$gt": more[-1]["id"]}}
        return rows
