"""Counts of deeds, in all and month by month: the last twelve months with deeds are kept apart."""

from collections.abc import Mapping
from datetime import date

MONTHS = 12

Counts = dict[str, int]


def added(counts: Mapping[str, int], amounts: Mapping[str, int], sign: int = 1) -> Counts:
    """Add amounts to counts, or take them away; no count falls below nothing."""
    changed = {name: counts.get(name, 0) + sign * amount for name, amount in amounts.items()}
    return {**counts, **{name: max(0, number) for name, number in changed.items()}}


def with_month(
    months: Mapping[str, Counts], day: date, amounts: Mapping[str, int], sign: int = 1
) -> dict[str, Counts]:
    """Add amounts to the counts of a day's month."""
    month = month_of(day)
    changed = {**months, month: added(months.get(month, {}), amounts, sign)}
    return {name: changed[name] for name in sorted(changed)[-MONTHS:]}


def since(months: Mapping[str, Counts], name: str, *, today: date) -> int:
    """Sum up what was done in this month and the eleven before it."""
    before = month_of(today.replace(day=1, year=today.year - 1))
    return sum(counts.get(name, 0) for month, counts in months.items() if month > before)


def month_of(day: date) -> str:
    """Name the month of a day, so that later ones sort after earlier ones."""
    return day.isoformat()[:7]
