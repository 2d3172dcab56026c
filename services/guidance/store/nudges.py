"""Nudges that were issued, and what they wait for."""

from chassis.store import Collection, Index

from ..domain.nudges import Awaited, Nudge


class Nudges(Collection[Nudge]):
    """Reminders, by the promise that was missed; staff see those of their divisions."""

    name = "nudges"
    holds = Nudge
    indexes = (Index("division"), Index("owner"))


class AwaitedThings(Collection[Awaited]):
    """What nudges ask for, by its own id: a batch of events looks for all it brings at once."""

    name = "awaited"
    holds = Awaited
