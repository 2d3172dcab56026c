"""Ways in to the end of a space: it is given up for good, or opened again."""

from chassis.http.call import Call
from chassis.http.ways_in import post
from chassis.service import every

from ...domain.days import local_day, midnight
from ...domain.spaces.closing import close_space, look_again, off_after, open_again, reason_told
from ...domain.spaces.space import Space
from ...schemas.spaces import CloseSpace, SpaceView
from .cancelling import Cancelling

KEEPERS = ("worker", "official", "center", "integrator")
MOST_CALLED_OFF = 50  # of a space, at a time: more would make one commit too large
MOST_SPACES = 5


class SpaceClosingWaysIn(Cancelling):
    """A space is given up; what was booked or planned there from then on does not take place."""

    @post(
        "/v1/spaces/{space_id}/closing",
        body=CloseSpace,
        view=SpaceView,
        status=200,
        roles=KEEPERS,
    )
    def close_space(self, call: Call, space_id: str) -> Space:
        """Those who run a space give it up from a day on; what is there then is called off."""
        space, body = self.spaces.get(space_id), call.body
        since = self.visits.latest_in(space_id, since=midnight(body.on))
        closed, events = close_space(
            space, on=body.on, reason=body.reason, last_visit=since, now=call.now
        )
        if events:
            self.spaces.save(closed, events)
            self._call_off(closed)
        return closed

    @post("/v1/spaces/{space_id}/reopening", view=SpaceView, status=200, roles=KEEPERS)
    def open_space_again(self, call: Call, space_id: str) -> Space:
        """Those who run a space open it again; the days without a visit begin anew."""
        space = self.spaces.get(space_id)
        opened, events = open_again(space)
        if events:
            self.spaces.save(opened, events)
            today = local_day(call.now).isoformat()
            self.space_use.add(space_id, last_used_on=today, watched=True)
        return opened

    @every(seconds=30)
    def clear_closed_spaces(self) -> bool:
        """What is left in a space that was given up, or came in at that moment, is called off."""
        spaces = self.spaces.to_clear(self.work.now, limit=MOST_SPACES)
        found = [self._call_off(space) for space in spaces]
        for space, left in zip(spaces, found, strict=True):
            if not left:
                self.spaces.save(look_again(space, now=self.work.now))
        return any(found)

    def _call_off(self, space: Space) -> int:
        after = off_after(space, now=self.work.now)
        bookings = self.bookings.standing(space.id, after=after, limit=MOST_CALLED_OFF)
        for booking in bookings:
            self.give_back(booking)
        activities = self.activities.held_in(space.id, after=after, limit=MOST_CALLED_OFF)
        for activity in activities:
            self.drop(activity, reason_told(space))
        return len(bookings) + len(activities)
