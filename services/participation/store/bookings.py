"""Where bookings and the hours they hold are kept."""

from datetime import date, datetime

from chassis.store import Collection, Index

from ..domain.days import midnight, midnight_after
from ..domain.spaces.bookings import Booking, Slot


class Bookings(Collection[Booking]):
    """Bookings, cancelled ones too; everybody may see who has which space."""

    name = "bookings"
    holds = Booking
    public = True
    indexes = (
        Index("space_id", "ends_at"),
        Index("organization_id"),
        Index("starts_at"),
        Index("shown"),
    )

    def standing(self, space_id: str, *, after: datetime, limit: int = 100) -> list[Booking]:
        """Find the bookings of a space that are not cancelled and end after a moment."""
        asked = {"space_id": space_id, "ends_at": {"$gt": after}, "cancelled_at": None}
        return self.where(asked, sort=(("ends_at", 1), ("_id", 1)), limit=limit)

    def not_shown(self, *, limit: int = 100) -> list[Booking]:
        """Find those that stand and that a version kept whose timetable did not show them."""
        found = self.where({"shown": False, "cancelled_at": None}, limit=limit)
        return found or self.where({"shown": None, "cancelled_at": None}, limit=limit)

    def within(self, space_id: str, first: date, last: date) -> list[Booking]:
        """Find the bookings of a space that stand on some days, from the first to the last."""
        asked = {
            "space_id": space_id,
            "ends_at": {"$gt": midnight(first)},
            "starts_at": {"$lt": midnight_after(last)},
            "cancelled_at": None,
        }
        return self.where(asked)


class BookedSlots(Collection[Slot]):
    """One row for each hour of a space that is held; the id of a row exists once."""

    name = "booked_slots"
    holds = Slot
    public = True
