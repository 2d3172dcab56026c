from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Refused
from services.participation.domain.spaces.bookings import Booking, book, cancel, slot_ids
from services.participation.domain.spaces.openings import Closure, Hours
from services.participation.domain.spaces.space import Space, SpaceKind
from services.participation.events import BookingCancelled, SpaceBooked

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)  # a Monday
TWO, FOUR = NOON + timedelta(hours=2), NOON + timedelta(hours=4)
CODE = "440605126009"
SPACE = Space("s1", CODE, SpaceKind.YOUTH_HOME, "亲青家园", 40, NOON)
BOOKING = Booking("b1", CODE, "s1", "o1", "排练", TWO, FOUR, NOON)


def booked(booking=BOOKING, space=SPACE, held=(), days_ahead=60):
    return book(booking, space, held=list(held), days_ahead=days_ahead)


def refusal(**given):
    with pytest.raises(Refused) as refused:
        booked(**given)
    return refused.value


def test_a_booking_holds_each_of_its_hours():
    booking, slots, events = booked()

    assert booking == BOOKING
    assert [slot.id for slot in slots] == ["s1:2019-05-06T06Z", "s1:2019-05-06T07Z"]
    assert {(slot.booking_id, slot.organization_id) for slot in slots} == {("b1", "o1")}
    assert events == [SpaceBooked("b1", "s1", "o1", TWO, FOUR, CODE)]


def test_an_hour_has_one_name_in_whatever_zone_it_is_told():
    china = TWO.astimezone(datetime.fromisoformat("2019-05-06T14:00:00+08:00").tzinfo)

    assert slot_ids("s1", china, china + timedelta(hours=1)) == ["s1:2019-05-06T06Z"]


def test_an_hour_that_is_held_is_refused_with_its_holder_and_time():
    _, [slot, _], _ = booked()

    told = refusal(booking=replace(BOOKING, id="b2", organization_id="o2"), held=[slot])

    assert told.code == "slot-taken"
    assert "o1" in told.en
    assert "2019-05-06 14:00" in told.zh


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"starts_at": NOON - timedelta(hours=1)}, "in-the-past", "starts_at"),
        ({"starts_at": TWO + timedelta(minutes=30)}, "not-on-the-hour", "starts_at"),
        ({"ends_at": FOUR + timedelta(seconds=1)}, "not-on-the-hour", "starts_at"),
        ({"ends_at": TWO}, "booking-length", "ends_at"),
        ({"ends_at": NOON}, "booking-length", "ends_at"),
        ({"ends_at": TWO + timedelta(hours=25)}, "booking-length", "ends_at"),
        (
            {"starts_at": TWO + timedelta(days=60), "ends_at": FOUR + timedelta(days=60)},
            "too-far-ahead",
            "starts_at",
        ),
    ],
)
def test_a_booking_that_makes_no_sense_is_refused(changes, code, field):
    told = refusal(booking=replace(BOOKING, **changes))

    assert (told.code, told.field) == (code, field)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hours": (Hours(1, "09:00", "15:00"),)}, "outside-opening-hours"),
        ({"closures": (Closure(date(2019, 5, 6), date(2019, 5, 6), "维修"),)}, "space-shut"),
        ({"closed": True}, "space-closed"),
    ],
)
def test_a_space_is_booked_only_while_it_is_open(changes, code):
    assert refusal(space=replace(SPACE, **changes)).code == code


def test_a_booking_may_go_on_from_one_opening_to_the_next():
    hours = (Hours(1, "09:00", "15:00"), Hours(1, "15:00", "21:00"))

    assert len(booked(space=replace(SPACE, hours=hours))[1]) == 2


def test_a_cancelled_booking_is_announced_once():
    cancelled, events = cancel(BOOKING, now=NOON)

    assert cancelled.cancelled_at == NOON
    assert events == [BookingCancelled("b1", "s1", "o1", TWO, FOUR, CODE)]
    assert cancel(cancelled, now=TWO) == (cancelled, [])


def test_what_is_over_is_not_cancelled():
    with pytest.raises(Refused):
        cancel(BOOKING, now=FOUR)
