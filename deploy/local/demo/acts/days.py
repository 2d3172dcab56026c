"""The days of the pilot year, for what is entered of the past."""

from datetime import date, timedelta

NEW_YEAR = date(2019, 1, 1)
DAYS = 365


def moment(day: int, hour: int) -> str:
    """Give an hour of a day of the year, as the services read it."""
    return f"{NEW_YEAR + timedelta(days=day)}T{hour:02}:00:00+08:00"
