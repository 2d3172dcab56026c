"""What is shown of how long suggestions are kept."""

from dataclasses import dataclass

from chassis.events import described


@dataclass(frozen=True)
class RetentionView:
    """How long suggestions are kept in a district, and how many were let go so far."""

    division: str = described("440605", "the district")
    suggestions_days: int = described(1096, "days from the offer on")
    suggestions_let_go: int = described(0, "how many are no longer kept")
