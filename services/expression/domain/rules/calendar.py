"""Working days: a deadline is a public promise and counts the days on which offices are open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

# China keeps one time and has had no summer time since 1991.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Free weekdays and worked weekends of known years, and the fixed days of others."""

    years: frozenset[int]
    holidays: frozenset[date]
    workdays: frozenset[date]
    fixed: frozenset[str]

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open on a day."""
        if day in self.workdays:
            return True
        if day.weekday() >= SATURDAY or day in self.holidays:
            return False
        return day.year in self.years or f"{day:%m-%d}" not in self.fixed


def read_calendar(document: Mapping[str, Any]) -> Calendar:
    """Read a calendar from the file it is kept in."""
    return Calendar(
        years=frozenset(document["years"]),
        holidays=_days(document["holidays"]),
        workdays=_days(document["workdays"]),
        fixed=frozenset(document["fixed"]),
    )


def _days(by_year: Mapping[str, list[str]]) -> frozenset[date]:
    return frozenset(
        date.fromisoformat(f"{year}-{day}") for year, days in by_year.items() for day in days
    )


def add_working_days(start: date, n: int, calendar: Calendar) -> date:
    """Give the n-th working day after a day; the day itself does not count."""
    day = start
    while n > 0:
        day += ONE_DAY
        n -= calendar.is_working_day(day)
    return day


def day_of(moment: datetime) -> date:
    """Give the day on the wall calendar of Nanhai."""
    return moment.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """Give the moment a day is over."""
    return datetime.combine(day + ONE_DAY, time(), SHANGHAI).astimezone(UTC)
