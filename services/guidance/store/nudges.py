"""Nudges that were issued."""

from chassis.store import Collection, Index

from ..domain.nudges import Nudge


class Nudges(Collection[Nudge]):
    """Reminders, by the promise that was missed; staff see those of their divisions."""

    name = "nudges"
    holds = Nudge
    indexes = (Index("division"), Index("owner"), Index("about_id"))

    def unheeded(self, about_id: str) -> list[Nudge]:
        """Find the reminders about something that nobody has acted on yet."""
        return self.where({"about_id": about_id, "heeded_at": None})
