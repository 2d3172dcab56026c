"""What is sent and shown of bookings."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import described

from .limits import Identity, Title


@dataclass(frozen=True)
class BookSpace:
    """What is sent to book a space for an organization."""

    space_id: Identity = described("space-1", "the space")
    organization_id: Identity = described("org-1", "who will have it")
    purpose: Title = described("合唱团排练", "what for, as everybody may read it")
    starts_at: datetime = described("2019-05-11T10:00:00+08:00", "first hour, on the hour")
    ends_at: datetime = described("2019-05-11T12:00:00+08:00", "end of the last, on the hour")


@dataclass(frozen=True)
class BookingView:
    """A booking as everybody may see it."""

    id: str
    division: str
    space_id: str
    organization_id: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    booked_at: datetime
    cancelled_at: datetime | None
