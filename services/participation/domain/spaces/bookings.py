"""Bookings of spaces by organizations: by the hour, and each hour has one holder."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import BookingCancelled, SpaceBooked
from ..days import CHINA
from .openings import check_open, last_day
from .space import Space, check_not_closed

HOUR = timedelta(hours=1)
MOST_HOURS = 24
BOOKING_DAYS = 60  # how far ahead, where no standard says otherwise


@dataclass(frozen=True)
class Booking:
    """An organization has a space for some hours."""

    id: str
    division: str
    space_id: str
    organization_id: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    booked_at: datetime
    cancelled_at: datetime | None = None
    shown: bool = False


@dataclass(frozen=True)
class Slot:
    """One hour of one space; its id is made of both, so it is held by one booking or by none."""

    id: str
    division: str
    space_id: str
    booking_id: str
    organization_id: str


@dataclass(frozen=True)
class BookedCell:
    """A booking, as the timetable shows it."""

    booking_id: str
    organization_id: str
    purpose: str
    starts_at: datetime
    ends_at: datetime


def hours_of(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """List the hours from one moment to another, as many as can be booked at once."""
    count = min(MOST_HOURS, max(0, -(-(ends_at - starts_at) // HOUR)))
    return [starts_at + n * HOUR for n in range(count)]


def slot_ids(space_id: str, starts_at: datetime, ends_at: datetime) -> list[str]:
    """Name the hours of a space: the same hour always has the same name."""
    return [
        f"{space_id}:{hour.astimezone(UTC):%Y-%m-%dT%HZ}" for hour in hours_of(starts_at, ends_at)
    ]


def book(
    booking: Booking, space: Space, *, held: list[Slot], days_ahead: int
) -> tuple[Booking, list[Slot], list[Event]]:
    """Give an organization the hours it asks for, all of them or none; `held` are those taken."""
    _check_span(booking)
    _check_when(booking, days_ahead)
    check_not_closed(space, last_day(booking.starts_at, booking.ends_at))
    for hour in hours_of(booking.starts_at, booking.ends_at):
        check_open(space, hour, until=hour + HOUR, field="starts_at")
    _check_free(booking, held)
    ids = slot_ids(space.id, booking.starts_at, booking.ends_at)
    slots = [
        Slot(one, space.division, space.id, booking.id, booking.organization_id) for one in ids
    ]
    return booking, slots, [SpaceBooked(*_told(booking))]


def _check_span(booking: Booking) -> None:
    if any((m.minute, m.second, m.microsecond) != (0, 0, 0) for m in _ends(booking)):
        raise Invalid(
            "not-on-the-hour",
            "a space is booked by whole hours, from the hour to the hour",
            "空间按整点小时预约",
            field="starts_at",
        )
    if not HOUR <= booking.ends_at - booking.starts_at <= MOST_HOURS * HOUR:
        raise Invalid(
            "booking-length",
            f"a booking lasts 1 to {MOST_HOURS} hours",
            f"预约时长须为1至{MOST_HOURS}小时",
            field="ends_at",
        )


def _ends(booking: Booking) -> tuple[datetime, datetime]:
    return booking.starts_at, booking.ends_at


def _check_when(booking: Booking, days_ahead: int) -> None:
    if booking.starts_at < booking.booked_at:
        raise Invalid(
            "in-the-past", "starts_at is in the past", "不能预约过去的时间", field="starts_at"
        )
    if booking.starts_at > booking.booked_at + timedelta(days=days_ahead):
        raise Refused(
            "too-far-ahead",
            f"a space is booked {days_ahead} days ahead at most",
            f"最多提前{days_ahead}天预约",
            field="starts_at",
        )


def _check_free(booking: Booking, held: list[Slot]) -> None:
    if held:
        hour = datetime.strptime(held[0].id[-14:], "%Y-%m-%dT%HZ").replace(tzinfo=UTC)
        when = f"{hour.astimezone(CHINA):%Y-%m-%d %H:%M}"
        raise Refused(
            "slot-taken",
            f"{held[0].organization_id} has {booking.space_id} at {when}",
            f"{when} 该空间已由 {held[0].organization_id} 预约",
            field="starts_at",
        )


def cancel(booking: Booking, *, now: datetime) -> tuple[Booking, list[Event]]:
    """Give the hours back; asking twice changes nothing."""
    if booking.cancelled_at is not None:
        return booking, []
    if booking.ends_at <= now:
        raise Refused("booking-over", "the booking is over", "该预约已结束")
    return replace(booking, cancelled_at=now), [BookingCancelled(*_told(booking))]


def _told(booking: Booking) -> tuple[str, str, str, datetime, datetime, str]:
    return (
        booking.id,
        booking.space_id,
        booking.organization_id,
        booking.starts_at,
        booking.ends_at,
        booking.division,
    )
