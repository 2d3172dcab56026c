"""Affairs seen through: announced once, and awaiting confirmation from then on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ...events import AffairCompleted, AffairRedone
from ..days import happened
from ..residents.resident import Resident
from .affair import Affair, Decision, Stage, check_open, open_affair

CONFIRM_DAYS = 7  # where no standard says otherwise


@dataclass(frozen=True)
class Completion:
    """That an affair was seen through: for which team, when, who says so, and how long it waits."""

    team_id: str | None = None
    completed_at: datetime | None = None
    entered_by: str | None = None
    confirm_days: int = CONFIRM_DAYS


def complete(affair: Affair, resident: Resident, said: Completion, *, now: datetime) -> Decision:
    """Record that a resident saw an affair through; it awaits confirmation from now on."""
    check_open(affair)
    moment = happened(said.completed_at, now=now, field="completed_at")
    done = replace(
        affair,
        takers=tuple(dict.fromkeys((*affair.takers, resident.id))),
        completed_by=resident.id,
        team_id=said.team_id,
        completed_at=moment,
        entered_by=said.entered_by,
        stage=Stage.DONE,
        confirm_by=now + timedelta(days=said.confirm_days),
    )
    # what was sent back is not news to those who score: an affair counts once
    tells = AffairRedone if affair.returns else AffairCompleted
    event = tells(
        done.id, resident.id, done.kind.value, done.team_id, done.topic_id, moment, done.division
    )
    return done, [event]


def record_handled(
    affair: Affair, resident: Resident, said: Completion, *, now: datetime
) -> Decision:
    """Record an affair that was handled before it was known here."""
    opened, events = open_affair(affair)
    done, more = complete(opened, resident, said, now=now)
    return done, events + more
