from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.activities.activity import Activity
from services.participation.domain.activities.timetable import (
    Week,
    call_off,
    change,
    enter,
    known_week,
    leave,
    stand,
    week_of,
    weeks_of,
)
from services.participation.events import ActivityCalledOff, ActivityChanged, PlaceGained

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
CODE = "440605126009"
EMPTY = Week("s1:2019-W19", CODE, CODE, "2019-W19", "s1")


def an_activity(identity="a1", begins=0, lasts=120, **changes):
    starts = NOON + timedelta(minutes=begins)
    ends = starts + timedelta(minutes=lasts)
    activity = Activity(identity, CODE, "亲子阅读", "s1", "o1", starts, ends, capacity=2)
    return replace(activity, **changes)


@pytest.mark.parametrize(
    ("begins", "lasts"), [(0, 120), (-60, 61), (119, 60), (30, 10), (-60, 600)]
)
def test_a_space_holds_one_activity_at_a_time(begins, lasts):
    taken = enter(EMPTY, an_activity())

    with pytest.raises(Refused) as refusal:
        enter(taken, an_activity("a2", begins, lasts))

    assert (refusal.value.code, refusal.value.field) == ("space-taken", "starts_at")
    assert "2019-05-06 12:00 to 2019-05-06 14:00: 亲子阅读 (a1)" in refusal.value.en
    assert "已安排活动：亲子阅读（a1）" in refusal.value.zh


@pytest.mark.parametrize("begins", [-120, 120])
def test_one_activity_may_follow_another_at_once(begins):
    cells = enter(enter(EMPTY, an_activity()), an_activity("a2", begins)).cells

    assert sorted(cell.activity_id for cell in cells) == ["a1", "a2"]
    assert cells[0].starts_at < cells[1].starts_at


def test_outside_of_any_space_several_go_on_at_once():
    outside = replace(EMPTY, space_id=None)

    assert len(enter(enter(outside, an_activity()), an_activity("a2")).cells) == 2


def test_an_activity_stands_in_a_week_once_and_not_in_its_own_way():
    moved = enter(enter(EMPTY, an_activity()), an_activity(begins=30, title="改"))

    assert [(cell.title, cell.starts_at) for cell in moved.cells] == [
        ("改", NOON + timedelta(minutes=30))
    ]


def test_time_given_back_is_free():
    free = leave(enter(EMPTY, an_activity()), "a1")

    assert free == EMPTY
    assert enter(free, an_activity("a2")).cells


def test_the_week_of_a_day_is_that_of_the_iso_calendar():
    days = [date(2018, 12, 31), date(2019, 5, 6), date(2021, 1, 3)]

    assert [week_of(day) for day in days] == ["2019-W01", "2019-W19", "2020-W53"]


def test_weeks_begin_at_midnight_in_china():
    sunday_night = datetime(2019, 5, 12, 15, 30, tzinfo=UTC)

    assert weeks_of(sunday_night, sunday_night + timedelta(minutes=30)) == ["2019-W19"]
    assert weeks_of(sunday_night, sunday_night + timedelta(hours=1)) == ["2019-W19", "2019-W20"]
    assert len(weeks_of(NOON, NOON + timedelta(days=4000))) == 5
    assert weeks_of(NOON, NOON + timedelta(days=31)) == [f"2019-W{n}" for n in range(19, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "2019-W54",
        "2019-W00",
        "2019-W1",
        "19-W19",
        "2019W19",
        "+2019-W19",
        "x",
        "2019-W19 ",
        "9" * 30 + "-W19",
    ],
)
def test_a_week_there_is_not_is_refused(text):
    with pytest.raises(Invalid) as refusal:
        known_week(text)

    assert refusal.value.field == "week"


def test_a_change_is_announced_with_its_number():
    before = an_activity(revision=1)

    after, told = change(before, replace(before, title="改"), room=40, now=NOON)

    assert (after.revision, after.revised_at) == (2, NOON)
    assert told == [ActivityChanged("a1", "改", "s1", "o1", NOON, LATER, 2, 2, CODE)]


def test_a_change_that_changes_nothing_is_none():
    assert change(an_activity(), an_activity(), room=40, now=NOON) == (an_activity(), [])


def test_more_places_let_those_who_wait_move_up():
    full = an_activity(signed_up=("r1", "r2"), waiting=("r3", "r4"))

    after, told = change(full, replace(full, capacity=3), room=40, now=NOON)

    assert (after.signed_up, after.waiting) == (("r1", "r2", "r3"), ("r4",))
    assert told[1:] == [PlaceGained("r3", "a1", "o1", CODE, NOON)]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ({"signed_up": ("r1", "r2")}, {"capacity": 1}, "places-taken"),
        ({}, {"capacity": 41}, "venue-too-small"),
        ({}, {"ends_at": NOON}, "ends-before-it-starts"),
        ({}, {"ends_at": NOON + timedelta(days=40)}, "activity-too-long"),
        ({"called_off": "台风"}, {"title": "改"}, "activity-called-off"),
        ({"ends_at": NOON - timedelta(minutes=1)}, {"title": "改"}, "activity-over"),
        (
            {},
            {"starts_at": NOON - timedelta(days=2), "ends_at": NOON - timedelta(days=1)},
            "activity-over",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused(before, after, code):
    stood = an_activity(**before)

    with pytest.raises(Refused) as refusal:
        change(stood, replace(stood, **after), room=40, now=NOON)

    assert refusal.value.code == code


def test_what_is_called_off_is_announced_once():
    off, told = call_off(an_activity(), reason="台风", now=NOON)

    assert told == [ActivityCalledOff("a1", "s1", "o1", "台风", CODE, NOON)]
    assert (off.called_off, off.revision) == ("台风", 1)
    assert call_off(off, reason="again", now=NOON) == (off, [])


def test_what_is_over_is_not_called_off():
    with pytest.raises(Refused) as refusal:
        call_off(an_activity(), reason="台风", now=LATER)

    assert refusal.value.code == "activity-over"


def test_a_week_shows_what_stood_in_it_before_anybody_asked():
    both = stand(enter(EMPTY, an_activity()), an_activity("a2", 30))

    assert [cell.activity_id for cell in both.cells] == ["a1", "a2"]
