"""Bookings in the timetable: shown beside the activities, whose hours they never share."""

from dataclasses import replace

from ..spaces.bookings import BookedCell, Booking
from .timetable import Week


def show(week: Week, booking: Booking) -> Week:
    """Show a booking in a week; showing it twice changes nothing."""
    cell = BookedCell(
        booking.id,
        booking.organization_id,
        booking.purpose,
        booking.starts_at,
        booking.ends_at,
    )
    others = hide(week, booking.id).booked
    in_order = sorted((*others, cell), key=lambda one: (one.starts_at, one.booking_id))
    return replace(week, booked=tuple(in_order))


def hide(week: Week, booking_id: str) -> Week:
    """Take a booking that was given back out of a week."""
    return replace(week, booked=tuple(c for c in week.booked if c.booking_id != booking_id))
