from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.errors import Invalid
from services.expression.domain.deliberation import meeting_places as places
from services.expression.domain.deliberation.meeting_places import Rhythm, Status
from services.expression.domain.deliberation.standing_sessions import (
    Report,
    State,
    find_missing,
    first_period,
    hold,
    next_period,
    period_of,
    schedule,
)
from services.expression.events import DeliberationHeld, DeliberationMissed

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
JUNE = datetime(2019, 6, 1, 0, tzinfo=UTC)
ESTATE = "440605124004-e01"
MONTHLY = Rhythm.MONTHLY


def a_place(**changes):
    return replace(places.known_place(ESTATE, now=NOON, kind="natural_village"), **changes)


def due():
    place, session, _ = schedule(a_place(), MONTHLY, period_of(MONTHLY, date(2019, 5, 6)), now=NOON)
    return place, session


def a_report(held_on=date(2019, 5, 5), topics=()):
    return Report(held_on, topics, 12, "", "w-1")


@pytest.mark.parametrize(
    ("rhythm", "day", "name", "last"),
    [
        (MONTHLY, date(2020, 2, 10), "2020-02", date(2020, 2, 29)),
        (Rhythm.QUARTERLY, date(2019, 5, 6), "2019-Q2", date(2019, 6, 30)),
        (Rhythm.QUARTERLY, date(2019, 12, 31), "2019-Q4", date(2019, 12, 31)),
    ],
)
def test_a_period_is_a_month_or_a_quarter(rhythm, day, name, last):
    period = period_of(rhythm, day)

    assert (period.name, period.last) == (name, last)


def test_where_little_of_a_period_is_left_the_next_one_comes_first():
    assert first_period(MONTHLY, date(2019, 5, 6)).name == "2019-05"
    assert first_period(MONTHLY, date(2019, 5, 30)).name == "2019-06"


def test_a_rhythm_sets_the_first_session_and_the_place_meets():
    place, session = due()

    assert (place.status, place.rhythm, session.state) == (Status.MEETING, MONTHLY, State.SCHEDULED)
    assert place.next_at == datetime(2019, 5, 31, 16, tzinfo=UTC)


def test_what_was_not_held_is_missed_once():
    place, session = due()

    silent, missing, [told] = find_missing(place, session, now=JUNE)
    again = find_missing(silent, missing, now=JUNE)

    assert (silent.status, silent.missed_in_a_row, silent.status_since) == (Status.SILENT, 1, JUNE)
    assert told == DeliberationMissed(session.id, "2019-05", 1, "440605124004", ESTATE)
    assert again == (silent, None, [])


def test_no_period_is_passed_over_however_late_it_is_seen():
    place, _ = due()

    assert next_period(place, MONTHLY, now=datetime(2019, 9, 1, tzinfo=UTC)).name == "2019-06"


def test_what_was_held_is_not_missed():
    place, session = due()

    place, held, [told] = hold(place, session, a_report(), now=NOON)

    assert find_missing(place, held, now=JUNE) == (place, None, [])
    assert isinstance(told, DeliberationHeld)
    assert place.last_held_on == date(2019, 5, 5)


def test_entered_late_it_was_held_after_all():
    place, session = due()
    silent, missing, _ = find_missing(place, session, now=JUNE)

    place, held, _ = hold(silent, missing, a_report(), now=JUNE)

    assert (held.state, place.status, place.missed_in_a_row) == (State.HELD, Status.MEETING, 0)


def test_entered_again_it_is_as_said_last_and_told_once():
    place, session = due()
    place, held, _ = hold(place, session, a_report(), now=NOON)

    _, again, told = hold(place, held, a_report(topics=("t-1",)), now=NOON)

    assert (again.topics, told) == (("t-1",), [])


def test_a_session_to_come_is_not_entered():
    with pytest.raises(Invalid, match="once it was held"):
        hold(a_place(), None, a_report(date(2019, 5, 7)), now=NOON)


def test_a_place_is_what_it_was_entered_as_and_news_overtaken_change_nothing():
    later = places.enter(a_place(heard_at=NOON), ESTATE, kind="estate", at=JUNE)

    assert places.known_place(f"{ESTATE}-b03", now=NOON).level == "building"
    assert places.known_place("440605124004-b03", now=NOON).level == "building"
    assert later.level == "estate"
    assert places.end(later, ESTATE, at=NOON) is later
    assert places.end(later, ESTATE, at=JUNE).status is Status.ENDED


def test_a_place_is_counted_as_what_it_is():
    before = a_place()
    after = replace(before, status=Status.MEETING)
    counter = "440605124004:natural_village"

    assert places.recounted(None, before) == [(counter, {"none": 1})]
    assert places.recounted(before, after) == [(counter, {"none": -1}), (counter, {"meeting": 1})]
    assert places.recounted(after, after) == []
