"""What is shown of the ladder."""

from dataclasses import dataclass
from datetime import date

from ..domain.ladder.held import Held
from ..domain.ladder.standing import Evidence, Rung
from ..domain.ladder.steps import Step


@dataclass(frozen=True)
class StandingView:
    """Where a resident stands, why, what is next, and what they were offered.

    `rung` is the highest ever reached, `held` the one that the last twelve months would earn.
    """

    resident_id: str
    division: str
    rung: Rung | None
    since: date | None
    counts: dict[str, int]
    evidence: dict[str, tuple[Evidence, ...]]
    earned: dict[str, tuple[str, ...]]
    missing: dict[str, dict[str, int]]
    next_steps: tuple[Step, ...]
    held: Held


@dataclass(frozen=True)
class RungsView:
    """How many residents of a place stand on which rung; `none` have not begun."""

    division: str
    residents: int
    rungs: dict[str, int]
