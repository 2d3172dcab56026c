from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Refused
from services.participation.domain.activities.activity import Activity
from services.participation.domain.activities.attendances import (
    attend,
    check_code,
    check_doors,
    doors_are_open,
    settle,
)
from services.participation.domain.residents.resident import Resident
from services.participation.events import ActivityAttended, ActivityMissed

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
NEXT_DAY = LATER + timedelta(hours=24)
CODE = "440605126009"


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def an_activity(**changes):
    activity = Activity("a1", CODE, "亲子阅读", "s1", "o1", NOON, LATER, capacity=1)
    return replace(activity, **changes)


def test_being_there_is_announced():
    there, row, events = attend(an_activity(), a_resident(), attended_at=None, now=NOON)

    assert there.attended == ("r1",)
    assert row.attended_at == NOON
    assert events == [ActivityAttended("r1", "a1", "o1", CODE, NOON)]


def test_who_comes_after_the_end_of_a_past_activity_was_there_before_its_end():
    _, row, _ = attend(an_activity(), a_resident(), attended_at=None, now=LATER + timedelta(days=1))

    assert row.attended_at == LATER


def test_nobody_was_there_twice():
    there, _, _ = attend(an_activity(), a_resident(), attended_at=None, now=NOON)

    with pytest.raises(Refused):
        attend(there, a_resident(), attended_at=None, now=NOON)


@pytest.mark.parametrize(
    ("changes", "who", "code"),
    [
        ({"signed_up": ("r1",), "waiting": ("r2",)}, "r2", "activity-full"),
        ({"community_only": True, "division": "440605126010"}, "r1", "not-of-this-community"),
        ({"called_off": "台风"}, "r1", "activity-called-off"),
    ],
)
def test_who_cannot_take_part_was_not_there(changes, who, code):
    with pytest.raises(Refused) as refusal:
        attend(an_activity(**changes), a_resident(who), attended_at=None, now=NOON)

    assert refusal.value.code == code


def test_nobody_is_there_before_it_begins():
    with pytest.raises(Refused):
        attend(an_activity(), a_resident(), attended_at=None, now=NOON - timedelta(hours=3))


@pytest.mark.parametrize(("right", "there"), [(True, False), (False, True), (False, False)])
def test_a_code_must_be_right_and_shown_there_now(right, there):
    with pytest.raises(Refused) as refusal:
        check_code(is_right=right, is_shown_there=there)

    assert (refusal.value.code, refusal.value.field) == ("code-wrong", "code")


@pytest.mark.parametrize(
    ("minutes", "shown"), [(-61, False), (-60, True), (120, True), (121, False)]
)
def test_a_code_is_shown_from_an_hour_before_to_the_end(minutes, shown):
    assert doors_are_open(an_activity(), NOON + timedelta(minutes=minutes)) is shown


def test_no_code_is_shown_on_another_day():
    with pytest.raises(Refused) as refusal:
        check_doors(an_activity(), NEXT_DAY)

    assert refusal.value.code == "doors-shut"


def test_who_kept_a_place_and_did_not_come_is_found_a_day_after_the_end():
    over = an_activity(capacity=3, signed_up=("r1", "r2", "r3"), attended=("r2",), waiting=("r4",))

    settled, told = settle(over, now=NEXT_DAY)

    assert settled.missed == ("r1", "r3")
    assert told == [ActivityMissed(who, "a1", "o1", CODE, LATER) for who in ("r1", "r3")]


def test_who_did_not_come_is_found_once():
    settled, _ = settle(an_activity(signed_up=("r1",)), now=NEXT_DAY)

    assert settle(settled, now=NEXT_DAY + timedelta(days=9)) == (settled, [])


def test_nobody_is_missed_before_the_lists_have_come_in():
    over = an_activity(signed_up=("r1",))

    assert settle(over, now=NEXT_DAY - timedelta(seconds=1)) == (over, [])
    assert settle(over, now=LATER + timedelta(hours=2), after_hours=2)[1]


def test_nobody_misses_what_was_called_off():
    settled, told = settle(an_activity(signed_up=("r1",), called_off="台风"), now=NEXT_DAY)

    assert (settled.settled, settled.missed, told) == (True, (), [])


def test_a_list_that_comes_in_late_sets_the_finding_right():
    settled, _ = settle(an_activity(signed_up=("r1",)), now=NEXT_DAY)

    there, _, _ = attend(settled, a_resident(), attended_at=NOON, now=NEXT_DAY)

    assert (there.missed, there.attended) == ((), ("r1",))
