"""Seats: staff enter who votes for a household, or sits in a body, where the standard wants it."""

from typing import Any

from chassis.http.call import Call
from chassis.service import delete, get, post

from ...domain.deliberation.deliberation import Who
from ...domain.deliberation.seats import Seat, seat_id
from ...schemas.deliberations import EnterSeat
from ..kept import STAFF
from .deliberating import Deliberating

WRITERS = ("worker", "official", "integrator")


class SeatWays(Deliberating):
    """Lists of households, representatives and members, place by place."""

    @post("/v1/deliberations/seats", body=EnterSeat, view=Seat, roles=WRITERS, bulk=True)
    def enter_seat(self, call: Call) -> Seat:
        """Staff enter a seat with those who may vote for it; entered again, it is as said last."""
        call.covers(call.body.division)
        body = Who(call.body.body)
        members = tuple(dict.fromkeys(call.body.members))
        identity = seat_id(call.body.division, body, call.body.name)
        area = call.body.area
        seat = Seat(identity, call.body.division, body, call.body.name, members, area)
        known = self.seats.find(identity)
        if known is None or known.area != area:
            self._count_seat(seat, 1)
        if known is not None and known.area != area:
            self._count_seat(known, -1)
        self.seats.save(seat)
        return seat

    @get(
        "/v1/deliberations/seats",
        view=Seat,
        paged=True,
        roles=(*STAFF, "integrator"),
        query={"body": "only seats of this body"},
    )
    def list_seats(self, call: Call) -> dict[str, Any]:
        """Staff see the seats of their places."""
        asked = {name: call.query[name] for name in ("body",) if name in call.query}
        return self.seats.page(asked, call)

    @delete("/v1/deliberations/seats/{seat_id}", roles=WRITERS)
    def remove_seat(self, call: Call, seat_id: str) -> None:  # noqa: ARG002 - the unit checks
        """Staff take a seat off the list; votes it had part in stand."""
        self._count_seat(self.seats.get(seat_id), -1)
        self.seats.remove(seat_id)

    def _count_seat(self, seat: Seat, change: int) -> None:
        place = f"{seat.division}:{seat.body}"
        self.seat_totals.add(
            place,
            division=seat.division,
            seats=change,
            area=change * seat.area,
            with_area=change * bool(seat.area),
        )
