from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.activities.activity import (
    Activity,
    move_up,
    schedule,
    sign_up,
    step_back,
)
from services.participation.domain.residents.resident import Resident
from services.participation.events import ActivityScheduled, PlaceGained

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
CODE = "440605126009"


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def an_activity(**changes):
    activity = Activity("a1", CODE, "亲子阅读", "s1", "o1", NOON, LATER, capacity=1)
    return replace(activity, **changes)


def test_an_activity_is_announced():
    _, events = schedule(an_activity(), room=40, now=NOON)

    assert events == [ActivityScheduled("a1", "亲子阅读", "s1", "o1", NOON, LATER, 1, CODE)]


def test_an_activity_ends_after_it_starts():
    with pytest.raises(Invalid):
        schedule(an_activity(ends_at=NOON), room=None, now=NOON)


def test_an_activity_does_not_burst_its_venue():
    with pytest.raises(Invalid):
        schedule(an_activity(capacity=41), room=40, now=NOON)


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

    after, told = step_back(full, a_resident(), now=NOON)

    assert (after.signed_up, after.waiting) == (("r2",), ("r3",))
    assert told == [PlaceGained("r2", "a1", "o1", CODE, NOON)]


def test_who_stops_waiting_leaves_the_others_in_order():
    full = an_activity(signed_up=("r1",), waiting=("r2", "r3"))

    after, told = step_back(full, a_resident("r2"), now=NOON)

    assert (after.signed_up, after.waiting, told) == (("r1",), ("r3",), [])


def test_a_place_given_back_twice_moves_one_up():
    once, _ = step_back(
        an_activity(signed_up=("r1",), waiting=("r2", "r3")), a_resident(), now=NOON
    )

    assert step_back(once, a_resident(), now=NOON) == (once, [])


def test_a_place_given_back_once_it_runs_is_for_who_comes_by():
    full = an_activity(signed_up=("r1",), waiting=("r2",))
    during = NOON + timedelta(minutes=1)

    after, told = step_back(full, a_resident(), now=during)
    late, _ = sign_up(after, a_resident("r3"), now=during)

    assert (after.signed_up, after.waiting, told) == ((), ("r2",), [])
    assert late.place_of("r3") == "waiting"


def test_nobody_gives_a_place_back_when_it_is_over():
    with pytest.raises(Refused) as refusal:
        step_back(an_activity(signed_up=("r1",)), a_resident(), now=LATER)

    assert refusal.value.code == "activity-over"


def test_who_was_there_gives_nothing_back():
    with pytest.raises(Refused) as refusal:
        step_back(an_activity(signed_up=("r1",), attended=("r1",)), a_resident(), now=NOON)

    assert refusal.value.code == "was-there"


def test_more_places_go_to_those_who_wait_in_order():
    wider = an_activity(capacity=3, signed_up=("r1",), waiting=("r4", "r2", "r3"))

    after, told = move_up(wider, now=NOON)

    assert (after.signed_up, after.waiting) == (("r1", "r4", "r2"), ("r3",))
    assert [event.resident_id for event in told] == ["r4", "r2"]


def test_what_is_over_is_entered_only_as_history():
    with pytest.raises(Invalid) as refusal:
        schedule(an_activity(), room=None, now=LATER)

    assert refusal.value.field == "ends_at"
    assert schedule(an_activity(), room=None, now=LATER, history=True)[1]


def test_an_activity_ends_within_a_month():
    with pytest.raises(Invalid) as refusal:
        schedule(an_activity(ends_at=NOON + timedelta(days=32)), room=None, now=NOON)

    assert refusal.value.code == "activity-too-long"


@pytest.mark.parametrize(
    ("place", "home"),
    [(CODE, CODE), (CODE, f"{CODE}-e01-b02"), (f"{CODE}-e01", CODE)],
)
def test_an_activity_for_its_own_community_takes_those_who_live_there(place, home):
    limited = an_activity(division=place, community_only=True)

    signed, _ = sign_up(limited, replace(a_resident(), division=home), now=NOON)

    assert signed.signed_up == ("r1",)


def test_an_activity_for_its_own_community_takes_nobody_else():
    stranger = replace(a_resident(), division="440605126010")

    with pytest.raises(Refused) as refusal:
        sign_up(an_activity(community_only=True), stranger, now=NOON)

    assert (refusal.value.code, refusal.value.field) == ("not-of-this-community", "resident_id")


def test_nobody_signs_up_for_what_was_called_off():
    with pytest.raises(Refused) as refusal:
        sign_up(an_activity(called_off="台风"), a_resident(), now=NOON)

    assert refusal.value.code == "activity-called-off"
    assert "台风" in refusal.value.zh
