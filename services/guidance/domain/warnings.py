"""预警: whoever answers for a place is told of what builds up there; when it rises, those above."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event

from ..events import NudgeIssued
from .nudges import Nudge
from .places import above

Decision = tuple[Nudge, list[Event]]


@dataclass(frozen=True)
class Rising:
    """What is told of a warning on one level."""

    warning_id: str
    category: str
    level: int
    count: int
    days: int
    division: str


def warn(rising: Rising, *, now: datetime) -> Decision:
    """Nudge the place on the first level, its town on the second, the district on the third."""
    what = f"{rising.category} ×{rising.count}"
    owner = above(rising.division, steps=rising.level - 1)
    reason = f"{rising.days}天内{what}，请未诉先办 / {what} in {rising.days} days: act in time"
    nudge = Nudge(
        id=f"warning:{rising.warning_id}:{rising.level}",
        owner=owner,
        about_id=rising.warning_id,
        reason=reason,
        level=rising.level,
        division=rising.division,
        issued_at=now,
    )
    return nudge, [_issued(nudge)]


def _issued(nudge: Nudge) -> NudgeIssued:
    told = {name: getattr(nudge, name) for name in ("owner", "about_id", "reason", "level")}
    return NudgeIssued(nudge_id=nudge.id, division=nudge.division, **told)
