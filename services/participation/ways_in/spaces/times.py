"""Ways in to when a space is open, and when it stays shut."""

from dataclasses import replace
from itertools import starmap

from chassis.http.call import Call
from chassis.http.ways_in import put

from ...domain.spaces.openings import Closure, Hours
from ...domain.spaces.space import Space, set_times
from ...schemas.spaces import OpeningHours, SetTimes, SpaceView
from ..kept import Kept


class SpaceTimesWaysIn(Kept):
    """Opening hours and closures of a space, and whether it asks for its code."""

    @put(
        "/v1/spaces/{space_id}/times",
        body=SetTimes,
        view=SpaceView,
        roles=("worker", "official", "center", "integrator"),
    )
    def set_times(self, call: Call, space_id: str) -> Space:
        """Those who run a space say when it is open, and on which days it stays shut."""
        space = self.spaces.get(space_id)
        closures = tuple(Closure(**vars(one)) for one in call.body.closures)
        fresh = [(space_id, c.first_day, c.last_day) for c in closures if c not in space.closures]
        changed = set_times(
            space,
            hours=hours_told(call.body.hours),
            closures=closures,
            booked=sum(map(len, starmap(self.bookings.within, fresh))),
            planned=sum(map(len, starmap(self.activities.within, fresh))),
        )
        if call.body.asks_code is not None:
            changed = replace(changed, asks_code=call.body.asks_code)
        self.spaces.save(changed)
        return changed


def hours_told(told: list[OpeningHours]) -> tuple[Hours, ...]:
    """Take the opening hours as they were sent."""
    return tuple(Hours(**vars(slot)) for slot in told)
