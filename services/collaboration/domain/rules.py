"""The rules officials own, as published: for how many days an invitation stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from chassis.divisions import within

SECTION = "invitations"
USUAL_DAYS = 7
LONGEST_DAYS = 365
LOCAL_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True)
class Edition:
    """What one version of a standard says of invitations, from which day and where."""

    standard_id: str
    number: int
    in_force_from: date
    division: str
    days: int


@dataclass(frozen=True)
class Rulebook:
    """Every edition that was ever published, so that a past day has its own rule."""

    id: str = SECTION
    editions: tuple[Edition, ...] = ()


def days_in(rules: Mapping[str, Any]) -> int | None:
    """Read for how many days invitations stay open; None where the rules do not say."""
    section = rules.get(SECTION)
    days = section.get("days") if isinstance(section, Mapping) else None
    if isinstance(days, bool) or not isinstance(days, int):
        return None
    return days if 1 <= days <= LONGEST_DAYS else None


def publish(rulebook: Rulebook, *, edition: Edition) -> Rulebook:
    """Take up an edition; the same one again changes nothing."""
    same = (edition.standard_id, edition.number)
    others = [e for e in rulebook.editions if (e.standard_id, e.number) != same]
    ordered = sorted([*others, edition], key=lambda e: (e.in_force_from, e.number, e.standard_id))
    return Rulebook(rulebook.id, tuple(ordered))


def days_open(rulebook: Rulebook | None, *, division: str, now: datetime) -> int:
    """Say for how many days an invitation issued now and here stays open."""
    today = now.astimezone(LOCAL_TIME).date()
    editions = rulebook.editions if rulebook else ()
    holding = [
        e.days for e in editions if e.in_force_from <= today and within(division, e.division)
    ]
    return holding[-1] if holding else USUAL_DAYS
