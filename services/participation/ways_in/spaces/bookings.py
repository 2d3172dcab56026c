"""Ways in to the bookings of spaces."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain import sections
from ...domain.activities.timetable import weeks_of
from ...domain.days import local_day
from ...domain.spaces.bookings import BOOKING_DAYS, Booking, book, slot_ids
from ...domain.spaces.space import Space
from ...schemas.bookings import BookingView, BookSpace
from ..kept import said
from .cancelling import Cancelling

HOSTS = ("worker", "official", "center", "integrator", "captain")


def _hours_asked(body: BookSpace) -> list[str]:
    return slot_ids(body.space_id, body.starts_at, body.ends_at)


def _weeks_asked(body: BookSpace) -> list[str]:
    return [f"{body.space_id}:{week}" for week in weeks_of(body.starts_at, body.ends_at)]


class BookingWaysIn(Cancelling):
    """Organizations have a space for some hours, and give it back."""

    @post(
        "/v1/bookings",
        body=BookSpace,
        view=BookingView,
        roles=HOSTS,
        bulk=True,
        loads={
            "spaces": said("space_id"),
            "booked_slots": _hours_asked,
            "weeks": _weeks_asked,
        },
    )
    def book_space(self, call: Call) -> Booking:
        """An organization is given a space for some hours; each hour has one holder."""
        space = self.spaces.get(call.body.space_id)
        held = self.booked_slots.find_all(_hours_asked(call.body))
        booking, slots, events = book(
            _booking(call, space),
            space,
            held=list(held.values()),
            days_ahead=self._days_ahead(space, call),
        )
        for slot in slots:
            self.booked_slots.add(slot)
        self.bookings.save(booking, events)
        self.enter_booking(booking)
        return booking

    def _days_ahead(self, space: Space, call: Call) -> int:
        rules = self.rules("spaces", on=local_day(call.now), division=space.division)
        return sections.whole(rules, "booking_days", BOOKING_DAYS)

    @post(
        "/v1/bookings/{booking_id}/cancellation",
        view=BookingView,
        status=200,
        roles=HOSTS,
    )
    def cancel_booking(self, _call: Call, booking_id: str) -> Booking:
        """A booking is given back, and its hours are free for others; asking twice is harmless."""
        return self.give_back(self.bookings.get(booking_id))

    @get(
        "/v1/bookings",
        view=BookingView,
        paged=True,
        public=True,
        query={"space_id": "only of this space", "organization_id": "only of this organization"},
    )
    def list_bookings(self, call: Call) -> dict[str, Any]:
        """Anybody sees who has which space when."""
        names = ("space_id", "organization_id")
        asked = {name: call.query[name] for name in names if name in call.query}
        return self.bookings.page(asked, call)

    @get("/v1/bookings/{booking_id}", view=BookingView, public=True)
    def show_booking(self, _call: Call, booking_id: str) -> Booking:
        """Anybody looks a booking up."""
        return self.bookings.read(booking_id)


def _booking(call: Call, space: Space) -> Booking:
    return Booking(
        id=call.new_id(),
        division=space.division,
        space_id=space.id,
        organization_id=call.body.organization_id,
        purpose=call.body.purpose,
        starts_at=call.body.starts_at,
        ends_at=call.body.ends_at,
        booked_at=call.now,
        shown=True,
    )
