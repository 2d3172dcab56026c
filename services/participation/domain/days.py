"""The days residents live by: those of China, whatever the clock of the machine says."""

from datetime import date, datetime, time, timedelta, timezone

from chassis.errors import Invalid

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
CLOCKS_DIFFER = timedelta(minutes=5)


def local_day(moment: datetime) -> date:
    """Say which day it was in Nanhai at a moment."""
    return moment.astimezone(CHINA).date()


def midnight(day: date) -> datetime:
    """Give the moment a day begins in Nanhai."""
    return datetime.combine(day, time.min, CHINA)


def midnight_after(day: date) -> datetime:
    """Give the moment a day is over in Nanhai."""
    return midnight(day) + timedelta(days=1)


def happened(moment: datetime | None, *, now: datetime, field: str) -> datetime:
    """Take the moment something is said to have happened, now if unsaid, never the future."""
    if moment is None:
        return now
    if moment > now + CLOCKS_DIFFER:
        raise Invalid("in-the-future", f"{field} is in the future", "时间不能晚于现在", field=field)
    return min(moment, now)


def served(day: date, *, now: datetime) -> date:
    """Take the day service was given on, never the future."""
    if day > local_day(now):
        raise Invalid(
            "in-the-future", "served_on is in the future", "服务日期不能晚于今天", field="served_on"
        )
    return day
