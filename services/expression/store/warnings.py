"""What happened in places, how often, and what was warned of."""

from chassis.store import Collection, Index, Tallies

from ..domain.prevention.occurrences import Occurrence
from ..domain.prevention.warnings import EarlyWarning
from ..domain.walks import Walk


class Occurrences(Collection[Occurrence]):
    """Each topic and dispute by the clusters it counts in; they name nobody."""

    name = "occurrences"
    holds = Occurrence
    indexes = (Index("clusters", "day"),)

    def of(self, cluster: str, since: str, limit: int) -> list[Occurrence]:
        """Find some that count in a cluster since a day."""
        query = {"clusters": cluster, "day": {"$gte": since}}
        return self.where(query, sort=(("day", -1), ("_id", 1)), limit=limit)


class OccurrenceDays(Tallies):
    """How many there were of a cluster on each day."""

    name = "occurrence_days"
    indexes = (Index("cluster", "day"), Index("day", "_id"))


class Warnings(Collection[EarlyWarning]):
    """What builds up in places, or did; staff see those of their divisions."""

    name = "warnings"
    holds = EarlyWarning
    indexes = (Index("open", "looked_on"), Index("division", "category"))


class Walks(Collection[Walk]):
    """How far each walk through a collection has come."""

    name = "walks"
    holds = Walk
