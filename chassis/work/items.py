"""What a batch is made of: messages and commands, each settled on its own."""

import enum
from typing import Any

from chassis.principal import SYSTEM, Principal
from chassis.store.unit import Cause
from chassis.store.writes import Document


class Outcome(enum.Enum):
    """What became of an item."""

    PENDING = "pending"
    DONE = "done"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class Item:
    """One thing to do in a unit of work, and what became of it."""

    guard: str | None = None
    principal: Principal = SYSTEM
    if_match: int | None = None
    cause: Cause = Cause()
    outcome: Outcome = Outcome.PENDING
    error: Exception | None = None
    stored: Document | None = None

    def apply(self, service: Any) -> None:
        """Run the method this item is for; what it wants to answer it keeps."""
        raise NotImplementedError

    def wanted(self) -> dict[str, list[str]]:
        """Name the states to read for a whole batch at once, by attribute of the service."""
        return {}

    def kept_reply(self) -> Document:
        """Give what is kept with the guard, to be answered when the same comes again."""
        return {}

    def settle(self, outcome: Outcome) -> None:
        """Record what became of this item; it took effect, now or before."""
        self.outcome = outcome
        self.error = None

    def fail(self, error: Exception) -> None:
        """Record why this item had no effect."""
        self.outcome = Outcome.FAILED
        self.error = error
