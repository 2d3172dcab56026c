"""楼栋议事常态化: a place that did not meet is reminded of it; next time, those above it."""

from dataclasses import dataclass
from datetime import datetime

from .nudges import Decision, Nudge, issued
from .places import above

HIGHEST = 3


@dataclass(frozen=True)
class NotHeld:
    """A session that was due and was not held."""

    session_id: str
    period: str
    in_a_row: int
    owner: str
    division: str


def remind_to_meet(session: NotHeld, *, now: datetime) -> Decision:
    """Remind the community's staff of a place that did not meet, then the town, the district."""
    level = min(session.in_a_row, HIGHEST)
    owner = session.owner if level == 1 else above(session.division, steps=level - 1)
    place, period, times = session.division, session.period, session.in_a_row
    reason = (
        f"{place} {period} 未召开议事会，已连续缺席 {times} 次 / "
        f"{place} held no session in {period}, {times} in a row"
    )
    name = f"session:{session.session_id}"
    return issued(Nudge(name, owner, place, reason, level, session.division, now))
