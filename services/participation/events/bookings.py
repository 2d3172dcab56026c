"""Bookings of spaces: made and cancelled."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import Event, described

from .words import COMMUNITY, WHERE

BEGIN = datetime(2019, 5, 4, 2, tzinfo=UTC)
END = datetime(2019, 5, 4, 4, tzinfo=UTC)


@dataclass(frozen=True)
class SpaceBooked(Event):
    """An organization has a space for itself for some hours."""

    booking_id: str = described("booking-1", "the booking")
    space_id: str = described("space-dabu-1", "the space")
    organization_id: str = described("org-dabu-youth", "who has it")
    starts_at: datetime = described(BEGIN, "first hour")
    ends_at: datetime = described(END, "end of the last hour")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class BookingCancelled(Event):
    """A booking was given back: its hours are free again."""

    booking_id: str = described("booking-1", "the booking")
    space_id: str = described("space-dabu-1", "the space")
    organization_id: str = described("org-dabu-youth", "who had it")
    starts_at: datetime = described(BEGIN, "first hour")
    ends_at: datetime = described(END, "end of the last hour")
    division: str = described(COMMUNITY, WHERE)
