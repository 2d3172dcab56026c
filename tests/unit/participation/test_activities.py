from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.activities import (
    Activity,
    attend,
    schedule,
    sign_up,
    step_back,
)
from services.participation.domain.residents import Resident
from services.participation.events import ActivityAttended, ActivityScheduled

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
CODE = "440605126009"


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def an_activity(**changes):
    activity = Activity("a1", CODE, "亲子阅读", "s1", "o1", NOON, LATER, capacity=1)
    return replace(activity, **changes)


def test_an_activity_is_announced():
    _, events = schedule(an_activity(), room=40)

    assert events == [ActivityScheduled("a1", "亲子阅读", "s1", "o1", NOON, LATER, 1, CODE)]


def test_an_activity_ends_after_it_starts():
    with pytest.raises(Invalid):
        schedule(an_activity(ends_at=NOON), room=None)


def test_an_activity_does_not_burst_its_venue():
    with pytest.raises(Invalid):
        schedule(an_activity(capacity=41), room=40)


def test_who_comes_first_has_the_place_and_the_next_one_waits():
    first, _ = sign_up(an_activity(), a_resident(), now=NOON)
    second, _ = sign_up(first, a_resident("r2"), now=NOON)

    assert (second.place_of("r1"), second.place_of("r2")) == ("signed_up", "waiting")


def test_signing_up_twice_changes_nothing():
    once, _ = sign_up(an_activity(), a_resident(), now=NOON)

    assert sign_up(once, a_resident(), now=NOON) == (once, [])


def test_nobody_signs_up_for_what_is_over():
    with pytest.raises(Refused):
        sign_up(an_activity(), a_resident(), now=LATER)


def test_a_place_given_back_goes_to_the_first_who_waits():
    full = an_activity(signed_up=("r1",), waiting=("r2", "r3"))

    after, _ = step_back(full, a_resident())

    assert (after.signed_up, after.waiting) == (("r2",), ("r3",))


def test_who_stops_waiting_leaves_the_others_in_order():
    full = an_activity(signed_up=("r1",), waiting=("r2", "r3"))

    after, _ = step_back(full, a_resident("r2"))

    assert (after.signed_up, after.waiting) == (("r1",), ("r3",))


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


def test_an_overfull_activity_takes_nobody_from_the_street():
    full = an_activity(signed_up=("r1",), waiting=("r2",))

    with pytest.raises(Refused) as refusal:
        attend(full, a_resident("r2"), attended_at=None, now=NOON)

    assert refusal.value.code == "activity-full"


def test_nobody_is_there_before_it_begins():
    with pytest.raises(Refused):
        attend(an_activity(), a_resident(), attended_at=None, now=NOON - timedelta(hours=3))
