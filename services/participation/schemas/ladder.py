"""What is shown of the ladder."""

from dataclasses import dataclass
from datetime import date

from ..domain.ladder import Evidence, Rung
from ..domain.steps import Step


@dataclass(frozen=True)
class StandingView:
    """Where a resident stands, why, what the next rung asks for, and what they were offered."""

    resident_id: str
    division: str
    rung: Rung | None
    since: date | None
    counts: dict[str, int]
    evidence: dict[str, tuple[Evidence, ...]]
    earned: dict[str, tuple[str, ...]]
    missing: dict[str, dict[str, int]]
    next_steps: tuple[Step, ...]


@dataclass(frozen=True)
class RungsView:
    """How many residents of a place stand on which rung; `none` have not begun."""

    division: str
    residents: int
    rungs: dict[str, int]
