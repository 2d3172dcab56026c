from datetime import UTC, date, datetime

import pytest

from services.expression.domain.rules.calendar import add_working_days, day_of, end_of
from services.expression.holidays import CALENDAR


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2019, 5, 6), 3, date(2019, 5, 9)),
        (date(2019, 5, 10), 1, date(2019, 5, 13)),
        (date(2019, 4, 30), 1, date(2019, 5, 5)),
        (date(2018, 2, 14), 1, date(2018, 2, 22)),
        (date(2018, 2, 23), 1, date(2018, 2, 24)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2019, 5, 6), 0, date(2019, 5, 6)),
    ],
)
def test_a_deadline_counts_the_days_on_which_offices_are_open(start, n, end):
    assert add_working_days(start, n, CALENDAR) == end


def test_of_a_year_whose_holidays_are_not_published_the_fixed_days_are_free():
    assert 2027 not in CALENDAR.years
    assert add_working_days(date(2027, 9, 30), 1, CALENDAR) == date(2027, 10, 4)


def test_no_day_is_both_free_and_worked_and_every_listed_day_changes_something():
    assert not CALENDAR.holidays & CALENDAR.workdays
    assert all(day.weekday() < 5 for day in CALENDAR.holidays)
    assert all(day.weekday() >= 5 for day in CALENDAR.workdays)


def test_a_day_begins_and_ends_in_nanhai_not_in_greenwich():
    assert day_of(datetime(2019, 5, 6, 16, 30, tzinfo=UTC)) == date(2019, 5, 7)
    assert end_of(date(2019, 5, 7)) == datetime(2019, 5, 7, 16, tzinfo=UTC)
