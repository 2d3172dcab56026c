"""Next steps: what is on offer, how far residents have come, what was offered and taken."""

from datetime import datetime
from typing import Any

from chassis.store import Collection, Index, InRebuild, Tallies

from ..domain.opportunities import Opportunity
from ..domain.pathways import Pathway
from ..domain.suggestions import Suggestion


class Opportunities(Collection[Opportunity]):
    """Activities, organizations, shifts and affairs a resident could step up to."""

    name = "opportunities"
    holds = Opportunity
    indexes = (Index("places", "rung", "open"), Index("starts_at"))

    def within_reach(self, place: str, rung: str, limit: int = 50) -> list[Opportunity]:
        """Find what a community offers to those on a rung."""
        query = {"places": place, "rung": rung, "open": True}
        return self.where(query, sort=(("starts_at", 1), ("_id", 1)), limit=limit)

    def past(self, now: datetime, limit: int = 100) -> list[Opportunity]:
        """Find what has begun without those who did not come."""
        return self.where({"starts_at": {"$lte": now}}, sort=(("starts_at", 1),), limit=limit)


class Pathways(Collection[Pathway]):
    """One document a resident; those who wait in a community are found by its code."""

    name = "pathways"
    holds = Pathway
    indexes = (
        Index("place", "rung", "waiting", "waiting_since"),
        Index("look_again_at"),
        Index("count_at"),
    )

    def waiting(self, places: tuple[str, ...], rung: str, limit: int = 100) -> list[Pathway]:
        """Find those who wait on a rung in some communities, the longest waiting first."""
        query: dict[str, Any] = {"place": {"$in": list(places)}, "rung": rung, "waiting": True}
        return self.where(query, sort=(("waiting_since", 1), ("_id", 1)), limit=limit)

    def due(self, now: datetime, limit: int = 50) -> list[Pathway]:
        """Find those for whom it is time to look again."""
        query = {"look_again_at": {"$lte": now}}
        return self.where(query, sort=(("look_again_at", 1),), limit=limit)

    def to_count(self, now: datetime, limit: int = 200) -> list[Pathway]:
        """Find those with a trial that is over."""
        return self.where({"count_at": {"$lte": now}}, sort=(("count_at", 1),), limit=limit)


class Suggestions(Collection[Suggestion]):
    """What was suggested to whom, and what became of it."""

    name = "suggestions"
    holds = Suggestion
    indexes = (
        Index("resident_id"),
        Index("division"),
        Index("lapses_at"),
        Index("offered_at"),
    )

    def of(self, resident_id: str, limit: int = 100) -> list[Suggestion]:
        """Find what was suggested to one resident."""
        return self.where({"resident_id": resident_id}, limit=limit)

    def lapsed(self, now: datetime, limit: int = 100) -> list[Suggestion]:
        """Find offers that nobody answered in time."""
        return self.where({"lapses_at": {"$lte": now}}, sort=(("lapses_at", 1),), limit=limit)

    def offered_until(
        self, moment: datetime, *, district: str, limit: int = 500
    ) -> list[Suggestion]:
        """Find the oldest of a district, up to a moment."""
        old = {"offered_at": {"$lte": moment}, "division": {"$regex": f"^{district}"}}
        return self.where(old, sort=(("offered_at", 1), ("_id", 1)), limit=limit)


class LetGo(Tallies):
    """How many suggestions of a district are no longer kept."""

    name = "let_go"


class Conversions(Tallies):
    """What became of suggestions, by community and rung."""

    name = "conversions"
    indexes = (Index("division"),)


class Outcomes(Tallies):
    """What offering led to in each experiment, by community, town and district."""

    name = "outcomes"
    indexes = (Index("division", "experiment"), Index("above", "experiment"))

    def of(self, division: str, experiment: str) -> list[dict[str, Any]]:
        """Give the totals of one place: all together, by step, by kind of space."""
        return self.where({"division": division, "experiment": experiment})

    def below(self, division: str, experiment: str, limit: int = 500) -> list[dict[str, Any]]:
        """Give the totals of the places right below one."""
        query = {"above": division, "experiment": experiment, "by": "all"}
        return self.where(query, limit=limit)


class Invitations(Tallies):
    """What became of invitations, by community and kind of target."""

    name = "invitations"
    in_rebuild = InRebuild.SUMS
    indexes = (Index("division"),)


class Worth(Tallies):
    """How readily each single offer was taken up."""

    name = "worth"
    in_rebuild = InRebuild.SUMS

    def of(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        """Give the records of some offers."""
        return {row["id"]: row for row in self.where({"_id": {"$in": ids}}, limit=len(ids))}


class Advisers(Tallies):
    """What each adviser has delivered."""

    name = "advisers"
    public = True
    in_rebuild = InRebuild.SUMS
