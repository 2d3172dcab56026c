"""What was hidden and why, and how things were worded before."""

from datetime import datetime

from chassis.store import Collection, Index

from ..domain.moderation import Moderated
from ..domain.topics.wordings import Wordings


class Moderations(Collection[Moderated]):
    """Statements that were hidden, whatever came of it; the reasons are a public record."""

    name = "moderations"
    holds = Moderated
    public = True
    indexes = (Index("topic_id", "_id"), Index("alarm_at"))

    def undecided(self, now: datetime, limit: int = 100) -> list[Moderated]:
        """Find appeals whose deadline has passed."""
        return self.where({"alarm_at": {"$lte": now}}, sort=(("alarm_at", 1),), limit=limit)


class EarlierWordings(Collection[Wordings]):
    """Earlier wordings of topics and statements; a public record."""

    name = "wordings"
    holds = Wordings
    public = True
    indexes = (Index("topic_id"),)
