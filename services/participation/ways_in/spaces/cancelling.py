"""How bookings and activities are given up: by those who hold them, or with their space."""

from ...domain.activities.activity import Activity
from ...domain.activities.timetable import call_off
from ...domain.activities.timetable_hours import hand_over
from ...domain.spaces.bookings import Booking, cancel, slot_ids
from ..activities.timetable import Timetabled


class Cancelling(Timetabled):
    """What ceases to be leaves its hours to others, and those concerned are told."""

    def give_back(self, booking: Booking) -> Booking:
        """Cancel a booking: its hours are free, but for those of an activity held in them."""
        cancelled, events = cancel(booking, now=self.work.now)
        if cancelled is not booking:
            self.bookings.save(cancelled, events)
            self._free(booking)
            self.strike_booking(booking)
        return cancelled

    def _free(self, booking: Booking) -> None:
        span = (booking.space_id, booking.starts_at, booking.ends_at)
        held = self.booked_slots.find_all(slot_ids(*span)).values()
        own = [slot for slot in held if slot.booking_id == booking.id]
        kept, free = hand_over(own, self.activities.between(*span))
        for slot in kept:
            self.booked_slots.save(slot)
        for name in free:
            self.booked_slots.remove(name)

    def drop(self, activity: Activity, reason: str) -> Activity:
        """Call an activity off: its space is free for others at that time."""
        off, events = call_off(activity, reason=reason, now=self.work.now)
        if events:
            self.vacate(activity)
            self.activities.save(off, events)
        return off
