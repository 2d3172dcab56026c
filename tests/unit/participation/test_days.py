from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid
from services.participation.domain.days import happened, local_day, served

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)


def test_a_day_begins_at_midnight_in_china():
    assert local_day(datetime(2019, 5, 5, 16, tzinfo=UTC)) == date(2019, 5, 6)


def test_what_nobody_dates_happened_now():
    assert happened(None, now=NOON, field="visited_at") == NOON


def test_nothing_happens_in_the_future():
    with pytest.raises(Invalid) as refusal:
        happened(NOON + timedelta(hours=1), now=NOON, field="visited_at")

    assert refusal.value.field == "visited_at"


def test_a_clock_a_minute_fast_is_taken_for_now():
    assert happened(NOON + timedelta(minutes=1), now=NOON, field="visited_at") == NOON


def test_service_is_not_given_tomorrow():
    with pytest.raises(Invalid):
        served(date(2019, 5, 7), now=NOON)
