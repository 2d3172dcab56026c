"""The version before: every way in of the toy but the one that hears of trials."""

from tests.toys.counting.events import NAME
from tests.toys.counting.service import CountingService as Newer


class CountingService(Newer):
    """Counts actions, and does not know yet what a trial is."""

    name = NAME

    on_trial_made = None  # type: ignore[assignment]
