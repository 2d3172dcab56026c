"""Retention: how long records that lead to a resident are kept, by rule, and how they are let go.

Nothing is kept longer than its purpose needs (PIPL Art. 19; GB/T 35273-2020, 6.1). What was added
to totals stays in them; hours stay as an account that must sum to zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from chassis.errors import Invalid

from ..days import CHINA
from ..ladder.standing import Standing
from ..sections import Section, whole
from .resident import Resident

SECTION = "retention"
# PIPL Art. 56: what says how personal data was handled is kept for three years at least
THREE_YEARS = 1_096
PAUSE = timedelta(days=1)
# no standard lets visits go sooner, so that only the older ones need a look at the rule
LEAST_OF_VISITS = timedelta(days=30)


class Records(StrEnum):
    """What is let go, and since when its time runs."""

    PERSONAL = "personal"  # since the resident was last seen
    VISITS = "visits"  # since the visit
    ACCESSES = "accesses"  # since the look
    DISCLOSURES = "disclosures"  # since it was asked for
    CONSENTS = "consents"  # since the resident was forgotten


USUAL_DAYS = {
    Records.ACCESSES: THREE_YEARS,
    Records.DISCLOSURES: THREE_YEARS,
    Records.CONSENTS: THREE_YEARS,
}


@dataclass(frozen=True)
class Walk:
    """How far the records of one kind have been gone through, and how many were let go."""

    id: str
    cursor: str = ""
    gone_through: int = 0
    let_go: int = 0
    ended_at: datetime | None = None


def days_kept(rules: Mapping[str, Any], records: Records) -> int | None:
    """Say for how many days records are kept; None where no rule lets them go."""
    return whole(dict(rules), records.value, USUAL_DAYS.get(records, 0)) or None


def is_ruled(section: Section | None, records: Records) -> bool:
    """Tell whether there is a place where records are let go at all."""
    editions = section.editions if section else ()
    return records in USUAL_DAYS or any(records.value in one.rules for one in editions)


def is_over(since: datetime | None, days: int | None, *, now: datetime) -> bool:
    """Tell whether the time of a record is over; one whose time does not run yet is kept."""
    return since is not None and days is not None and since + timedelta(days=days) <= now


def last_seen(resident: Resident, standing: Standing | None) -> datetime:
    """Say when a resident last took part, or was registered if they never did."""
    rows = standing.evidence.values() if standing else ()
    deeds = [datetime.combine(one.on, time.max, CHINA) for row in rows for one in row]
    return max([resident.registered_at, *deeds])


def is_due(walk: Walk, *, now: datetime) -> bool:
    """Tell whether to go on: a walk rests for a day once it has come to the end."""
    return bool(walk.cursor) or walk.ended_at is None or walk.ended_at + PAUSE <= now


def advance(walk: Walk, *, cursor: str, seen: int, let_go: int) -> Walk:
    """Note how far a walk has come."""
    return replace(
        walk, cursor=cursor, gone_through=walk.gone_through + seen, let_go=walk.let_go + let_go
    )


def end(walk: Walk, *, now: datetime) -> Walk:
    """Note that every record was looked at; the next walk begins at the first again."""
    return replace(walk, cursor="", ended_at=now)


def check_not_let_go(moment: datetime, days: int | None, *, now: datetime, field: str) -> None:
    """Refuse what would have been let go by now: nobody could tell whether it is there already."""
    if is_over(moment, days, now=now):
        raise Invalid(
            "older-than-kept",
            f"{field} lies further back than the {days} days for which this is kept (PIPL Art. 19)",
            f"{field} 早于{days}天的保存期限（个人信息保护法第十九条）",
            field=field,
        )
