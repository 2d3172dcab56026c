"""Ways in to changes of a shift: a volunteer leaves its list, or it is called off."""

from chassis.http.call import Call
from chassis.http.ways_in import post

from ...domain.hours.ledger import Entry, Shift
from ...domain.hours.reversals import reversal_of
from ...domain.hours.shifts import call_off, leave
from ...schemas.hours import CallShiftOff, ShiftView, Volunteer
from ..kept import Kept

HOSTS = ("worker", "official", "center", "integrator", "captain")


class ShiftWaysIn(Kept):
    """Who cannot come says so, and others find the place; what does not take place is said."""

    @post(
        "/v1/shifts/{shift_id}/cancellations",
        body=Volunteer,
        view=ShiftView,
        roles=("resident", *HOSTS),
    )
    def leave_shift(self, call: Call, shift_id: str) -> Shift:
        """A resident takes themselves off the list of a shift; the place is free for others."""
        who = call.body.resident_id
        call.speaks_for(who)
        shift = self.shifts.get(shift_id)
        credited = self._credited_on(shift, [who])
        left = leave(shift, who, credited=next(iter(credited), None), now=call.now)
        if left is not shift:
            self.shifts.save(left)
        return left

    @post(
        "/v1/shifts/{shift_id}/calling-off",
        body=CallShiftOff,
        view=ShiftView,
        roles=HOSTS,
    )
    def call_off_shift(self, call: Call, shift_id: str) -> Shift:
        """A shift is called off; it is suggested to nobody any more."""
        shift = self.shifts.get(shift_id)
        credited = bool(self._credited_on(shift, list(shift.volunteers)))
        off, events = call_off(shift, reason=call.body.reason, credited=credited, now=call.now)
        if events:
            self.shifts.save(off, events)
        return off

    def _credited_on(self, shift: Shift, volunteers: list[str]) -> list[Entry]:
        """Find the lines of the ledger for a shift that stand, however often they were reversed."""
        names = [f"{shift.id}:{one}" for one in volunteers]
        self.hours.find_all([*names, *map(reversal_of, names)])
        return [line for one in names if (line := self._standing_line(one)) is not None]

    def _standing_line(self, first: str) -> Entry | None:
        name, times = first, 1
        while self.hours.find(reversal_of(name)) is not None:
            times += 1
            name = f"{first}:{times}"
        return self.hours.find(name)
