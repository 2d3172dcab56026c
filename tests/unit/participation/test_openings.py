from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.days import midnight
from services.participation.domain.spaces.openings import Closure, Hours, check_open, check_times
from services.participation.domain.spaces.space import Space, SpaceKind

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)  # a Monday
SPRING = Closure(date(2019, 2, 4), date(2019, 2, 10), "春节")
SPACE = Space(
    "s1",
    "440605126009",
    SpaceKind.YOUTH_HOME,
    "亲青家园",
    40,
    NOON,
    hours=(Hours(1, "09:00", "12:00"),),
)


def refusal(space, moment, **more):
    with pytest.raises(Refused) as refused:
        check_open(space, moment, field="visited_at", **more)
    return refused.value


@pytest.mark.parametrize("minutes", [-180, -60, 0])
def test_a_space_is_open_within_its_hours(minutes):
    check_open(SPACE, NOON + timedelta(minutes=minutes), field="visited_at")


@pytest.mark.parametrize("minutes", [-181, 1, 60 * 24 * 3])
def test_outside_its_hours_it_is_not(minutes):
    told = refusal(SPACE, NOON + timedelta(minutes=minutes))

    assert (told.code, told.field) == ("outside-opening-hours", "visited_at")


def test_the_refusal_names_the_hours_of_the_day_in_both_languages():
    told = refusal(SPACE, NOON + timedelta(hours=3))

    assert "09:00-12:00" in told.en
    assert "09:00-12:00" in told.zh
    assert "不开放" in refusal(SPACE, NOON + timedelta(days=1)).zh


def test_a_space_without_hours_is_always_open():
    check_open(replace(SPACE, hours=()), NOON - timedelta(hours=9), field="visited_at")


def test_an_hour_must_lie_within_the_hours_to_its_end():
    check_open(SPACE, NOON - timedelta(hours=1), until=NOON, field="starts_at")

    late = NOON - timedelta(minutes=30)
    assert refusal(SPACE, late, until=late + timedelta(hours=1)).code == "outside-opening-hours"


def test_an_hour_over_midnight_is_within_no_day():
    night = replace(SPACE, hours=(Hours(1, "00:00", "23:59"), Hours(2, "00:00", "23:59")))
    eleven = NOON + timedelta(hours=11)

    assert refusal(night, eleven, until=eleven + timedelta(hours=1)).code == "outside-opening-hours"


@pytest.mark.parametrize("day", [4, 10])
def test_a_space_is_shut_from_the_first_day_of_a_closure_to_the_last(day):
    shut = replace(SPACE, hours=(), closures=(SPRING,))

    told = refusal(shut, datetime(2019, 2, day, 4, tzinfo=UTC))

    assert (told.code, "春节" in told.zh) == ("space-shut", True)


def test_days_of_a_closure_are_days_in_china():
    shut = replace(SPACE, hours=(), closures=(SPRING,))

    check_open(shut, datetime(2019, 2, 10, 16, 30, tzinfo=UTC), field="visited_at")
    assert refusal(shut, datetime(2019, 2, 3, 16, 30, tzinfo=UTC)).code == "space-shut"


@pytest.mark.parametrize(
    ("hours", "closures", "field"),
    [
        ((Hours(6, "21:00", "09:00"),), (), "hours"),
        ((), (replace(SPRING, last_day=date(2019, 2, 3)),), "closures"),
    ],
)
def test_times_that_end_before_they_begin_are_refused(hours, closures, field):
    with pytest.raises(Invalid) as refused:
        check_times(hours, closures)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("begins", "ends", "is_refused"),
    [
        (date(2019, 2, 3), date(2019, 2, 4), False),  # until the midnight the closure begins
        (date(2019, 2, 3), date(2019, 2, 5), True),
        (date(2019, 2, 1), date(2019, 2, 20), True),
        (date(2019, 2, 11), date(2019, 2, 12), False),
    ],
)
def test_what_goes_on_for_days_keeps_out_of_every_day_of_a_closure(begins, ends, is_refused):
    shut = replace(SPACE, hours=(), closures=(SPRING,))
    span = {"until": midnight(ends), "field": "starts_at"}

    refused = []
    try:
        check_open(shut, midnight(begins), **span)
    except Refused as told:
        refused.append(told.code)

    assert refused == ["space-shut"] * is_refused
