from datetime import UTC, date, datetime

import pytest

from services.collaboration.domain.rules import (
    USUAL_DAYS,
    Edition,
    Rulebook,
    days_in,
    days_open,
    publish,
)
from tests.unit.collaboration.builders import COMMUNITY, NOON

IN_MAY = Edition("plan", 1, date(2019, 5, 1), "440605", 10)
IN_JULY = Edition("plan", 2, date(2019, 7, 1), "440605", 3)


def both():
    return publish(publish(Rulebook(), edition=IN_JULY), edition=IN_MAY)


def test_the_edition_in_force_on_the_day_holds():
    assert days_open(both(), division=COMMUNITY, now=NOON) == 10


def test_a_day_begins_where_the_residents_live():
    last_hour_of_june_in_utc = datetime(2019, 6, 30, 17, 0, tzinfo=UTC)

    assert days_open(both(), division=COMMUNITY, now=last_hour_of_june_in_utc) == 3


def test_a_standard_holds_in_its_own_division_only():
    assert days_open(both(), division="440606001001", now=NOON) == USUAL_DAYS


def test_without_a_standard_the_usual_days_hold():
    assert days_open(None, division=COMMUNITY, now=NOON) == USUAL_DAYS


def test_an_edition_published_twice_is_kept_once():
    assert publish(both(), edition=IN_MAY) == both()


@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"invitations": 7},
        {"invitations": {"days": "7"}},
        {"invitations": {"days": True}},
        {"invitations": {"days": 0}},
        {"invitations": {"days": 366}},
    ],
)
def test_rules_that_make_no_sense_are_left_out(rules):
    assert days_in(rules) is None


def test_days_are_read_from_the_section_on_invitations():
    assert days_in({"invitations": {"days": 5}, "points": {}}) == 5
