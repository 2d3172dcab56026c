"""The advisory groups, and what was asked of them."""

from chassis.store import Collection, Index

from ..domain.advice import Advice, AdvisoryGroup, Status


class AdvisoryGroups(Collection[AdvisoryGroup]):
    """One group for each district."""

    name = "advisory_groups"
    holds = AdvisoryGroup
    public = True


class Advices(Collection[Advice]):
    """Requests for advice with the opinions delivered; anyone may read them."""

    name = "advice"
    holds = Advice
    public = True
    indexes = (Index("status", "asked_at"), Index("adviser_id"), Index("topic_id"))

    def waiting(self, limit: int = 100) -> list[Advice]:
        """Find requests nobody could be asked for yet, the oldest first."""
        return self.where({"status": Status.WAITING.value}, sort=(("asked_at", 1),), limit=limit)
