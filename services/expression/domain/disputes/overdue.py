"""No mediation stops silently: what is late is announced once a level, and then to the level above.

The alarm of topics (`overdue`), for cases of which nothing but their being late may be told.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chassis.events import Event

from ...events import DisputeOverdue, FollowUpMissed
from ..places import staff_of
from ..rules.rulebook import Rules
from .dispute import Dispute, Due

HIGHEST_LEVEL = 2
AGAIN_DAYS = {
    Due.ACCEPTANCE: "answer_days",
    Due.ASSIGNMENT: "assignment_days",
    Due.FOLLOW_UP: "follow_up_days",
}


def sound(dispute: Dispute, *, rules: Rules, now: datetime) -> tuple[Dispute, list[Event]]:
    """Answer the alarm of a case, once for each step and level."""
    if dispute.alarm_at is None or dispute.alarm_at > now:
        return dispute, []
    if dispute.step is None or dispute.due_at is None:
        return dispute, []
    level = dispute.overdue_level + 1
    term = rules.mediation[AGAIN_DAYS.get(dispute.step, "session_days")]
    again = rules.days_after(term, dispute.alarm_at) if level < HIGHEST_LEVEL else None
    return replace(dispute, overdue_level=level, alarm_at=again), [_late(dispute, level)]


def _late(dispute: Dispute, level: int) -> Event:
    """Name the place that owes it: who mediates there is nobody's business."""
    said: dict[str, Any] = {
        "dispute_id": dispute.id,
        "owner": staff_of(dispute.division),
        "level": level,
        "due_at": dispute.due_at,
        "division": dispute.division,
    }
    if dispute.step is Due.FOLLOW_UP:
        return FollowUpMissed(**said)
    return DisputeOverdue(step=str(dispute.step), **said)
