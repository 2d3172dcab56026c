"""Topics and the texts proposed to resolve them."""

from datetime import datetime

from chassis.store import Collection, Index

from ..domain.resolutions import Proposal
from ..domain.topics import Topic


class Topics(Collection[Topic]):
    """Every topic, whatever became of it; a public record."""

    name = "topics"
    holds = Topic
    public = True
    indexes = (
        Index("division", "stage"),
        Index("alarm_at"),
        Index("voices"),
        Index("monitors"),
        Index("raised_at"),
    )

    def ringing(self, now: datetime, limit: int = 100) -> list[Topic]:
        """Find topics whose deadline has passed unanswered."""
        return self.where({"alarm_at": {"$lte": now}}, sort=(("alarm_at", 1),), limit=limit)

    def naming(self, resident_id: str, limit: int) -> list[Topic]:
        """Find topics a resident raised or watches over."""
        return self.where(
            {"$or": [{"voices": resident_id}, {"monitors": resident_id}]}, limit=limit
        )


class Proposals(Collection[Proposal]):
    """Texts put to the vote, with the votes that stand."""

    name = "proposals"
    holds = Proposal
    public = True
    indexes = (Index("topic_id"),)
