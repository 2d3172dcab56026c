"""What is counted of each community, the stages of each topic, and what many speak of."""

from typing import Any

from chassis.store import Collection, Index, InRebuild, Tallies

from ..domain.topics import TopicRecord

MOST_PLACES = 2_000


class IndicatorCounts(Tallies):
    """Counters by community; towns and districts are added up when they are asked for."""

    name = "indicators"
    public = True
    indexes = (Index("division"),)
    in_rebuild = InRebuild.SUMS

    @classmethod
    def comparable(cls, document: dict[str, Any]) -> dict[str, Any] | None:
        """Leave out what depends on the moment at which something was heard."""
        found = super().comparable(document) or {}
        return {name: number for name, number in found.items() if name != "nudges_heeded"}

    def inside(self, division: str) -> list[dict[str, Any]]:
        """Find the counters of a place and of all places inside it."""
        return self.where({"division": {"$regex": f"^{division}"}}, limit=MOST_PLACES)


class TopicRecords(Collection[TopicRecord]):
    """When each topic reached which stage."""

    name = "topics"
    holds = TopicRecord
    in_rebuild = InRebuild.SUMS


class HotTopics(Tallies):
    """Votes and statements by topic, imported ones beside those of residents."""

    name = "hot_topics"
    public = True
    indexes = (Index("voices"),)
    in_rebuild = InRebuild.SUMS
