from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.hours.ledger import (
    Entry,
    Grade,
    Shift,
    credit,
    open_shift,
    volunteer,
)
from services.participation.domain.residents.resident import Resident
from services.participation.events import HoursCredited, ShiftOpened

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605126009"
TODAY = date(2019, 5, 6)


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def a_shift(**changes):
    shift = Shift("sh1", CODE, "探访长者", "o1", NOON, NOON + timedelta(hours=2), places=1)
    return replace(shift, **changes)


def an_entry(**changes):
    return replace(Entry("e1", CODE, "r1", 90, TODAY, Grade.ATTESTED), **changes)


def test_a_shift_asks_for_volunteers():
    _, events = open_shift(a_shift())

    assert events == [ShiftOpened("sh1", "探访长者", "o1", NOON, 1, CODE)]


def test_a_shift_ends_after_it_starts():
    with pytest.raises(Invalid):
        open_shift(a_shift(ends_at=NOON))


def test_a_full_shift_takes_no_more():
    full, _ = volunteer(a_shift(), a_resident(), now=NOON)

    with pytest.raises(Refused):
        volunteer(full, a_resident("r2"), now=NOON)


def test_volunteering_twice_changes_nothing():
    once, _ = volunteer(a_shift(), a_resident(), now=NOON)

    assert volunteer(once, a_resident(), now=NOON) == (once, [])


def test_nobody_volunteers_for_a_shift_that_is_over():
    with pytest.raises(Refused):
        volunteer(a_shift(), a_resident(), now=NOON + timedelta(days=1))


def test_hours_on_a_shifts_list_are_sure():
    shift = a_shift(volunteers=("r1",))

    entry, events = credit(an_entry(shift_id="sh1"), shift, now=NOON)

    assert entry.grade is Grade.SYSTEM
    assert events == [
        HoursCredited("r1", "e1", 90, "sh1", None, "o1", "system", TODAY, CODE),
    ]


def test_hours_on_someones_word_are_attested():
    entry, _ = credit(an_entry(), None, now=NOON)

    assert entry.grade is Grade.ATTESTED


@pytest.mark.parametrize("minutes", [0, -5, 721])
def test_an_entry_is_for_part_of_a_day(minutes):
    with pytest.raises(Invalid):
        credit(an_entry(minutes=minutes), None, now=NOON)


def test_a_long_task_may_have_taken_more_than_a_day():
    entry, _ = credit(an_entry(minutes=3000, task_id="t1"), None, now=NOON)

    assert entry.minutes == 3000


def test_nobody_served_tomorrow():
    with pytest.raises(Invalid):
        credit(an_entry(served_on=date(2019, 5, 7)), None, now=NOON)
