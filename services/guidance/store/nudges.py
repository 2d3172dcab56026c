"""Nudges that were issued."""

from chassis.store import Collection, Index

from ..domain.nudges import Nudge


class Nudges(Collection[Nudge]):
    """Reminders, by the promise that was missed; staff see those of their divisions."""

    name = "nudges"
    holds = Nudge
    indexes = (Index("division"), Index("owner"))
