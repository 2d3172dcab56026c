"""Where the next steps offered to residents are kept."""

from chassis.store import Collection

from ..domain.ladder.steps import Steps


class StepLists(Collection[Steps]):
    """For each resident the latest steps offered, and what became of them."""

    name = "steps"
    holds = Steps
