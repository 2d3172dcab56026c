"""Changes to a shift: a volunteer leaves its list, or it does not take place."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Refused
from chassis.events import Event

from ...events import ShiftCalledOff
from .ledger import Entry, Shift, check_not_over


def leave(shift: Shift, resident_id: str, *, credited: Entry | None, now: datetime) -> Shift:
    """Take a volunteer off the list of a shift; asking twice changes nothing."""
    if resident_id not in shift.volunteers:
        return shift
    if credited is not None:
        raise Refused(
            "was-there",
            "the resident was credited for this shift already",
            "该居民已登记本班次服务时长",
            field="resident_id",
        )
    check_not_over(shift, now)
    others = tuple(one for one in shift.volunteers if one != resident_id)
    return replace(shift, volunteers=others)


def call_off(
    shift: Shift, *, reason: str, credited: bool, now: datetime
) -> tuple[Shift, list[Event]]:
    """Call a shift off; saying it twice changes nothing."""
    if shift.called_off is not None:
        return shift, []
    if credited:
        raise Refused(
            "hours-stand",
            "time on this shift was credited already: reverse it first",
            "本班次已登记服务时长，请先冲正",
        )
    check_not_over(shift, now)
    event = ShiftCalledOff(shift.id, shift.organization_id, reason, shift.division)
    return replace(shift, called_off=reason), [event]
