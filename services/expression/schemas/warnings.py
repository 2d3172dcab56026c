"""Views of early warnings."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.prevention.occurrences import Kind


@dataclass(frozen=True)
class WarningView:
    """What builds up in a place, with the evidence; two parties are a mark that leads to nobody."""

    id: str
    division: str
    kind: Kind
    category: str
    episode: int
    level: int
    count: int
    threshold: int
    expected: float
    chance: float
    window_days: int
    counts: tuple[int, ...]
    evidence: tuple[str, ...]
    raised_at: datetime
    looked_on: str
    ended_at: datetime | None
    open: bool
    topic_id: str | None
