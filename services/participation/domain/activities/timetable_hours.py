"""The hours of a space that activities take, so that no one books them and none takes booked ones.

Bookings and activities meet in one place, the row of an hour: whoever writes it first has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from chassis.errors import Refused

from ..spaces.bookings import HOUR, Slot
from .activity import LONGEST, Activity
from .timetable import Cell

TIMETABLE = "timetable"  # whose row it is where a booking's id would stand


def _name(space_id: str, hour: datetime) -> str:
    return f"{space_id}:{hour.astimezone(UTC):%Y-%m-%dT%HZ}"


def hours_of(activity: Activity | Cell, space_id: str) -> list[str]:
    """Name every hour of a space that an activity touches, as bookings name it."""
    hour = activity.starts_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    names = []
    while hour < min(activity.ends_at, activity.starts_at + LONGEST):
        names.append(_name(space_id, hour))
        hour += HOUR
    return names


def take(activity: Activity, held: Mapping[str, Slot], *, place: str) -> list[Slot]:
    """Give the rows of the hours that nobody has yet; refuse those another organization booked."""
    space_id = activity.space_id or ""
    for slot in held.values():
        _check_own(slot, activity)
    free = [name for name in hours_of(activity, space_id) if name not in held]
    host = activity.host_id or activity.id
    return [Slot(name, place, space_id, TIMETABLE, host) for name in free]


def hand_over(held: Iterable[Slot], standing: Iterable[Activity]) -> tuple[list[Slot], list[str]]:
    """Say what becomes of the hours of a booking: an activity held in them keeps its own."""
    touched = {name: one for one in standing for name in hours_of(one, one.space_id or "")}
    kept, free = list[Slot](), list[str]()
    for slot in held:
        if slot.id in touched:
            activity = touched[slot.id]
            host = activity.host_id or activity.id
            kept.append(replace(slot, booking_id=TIMETABLE, organization_id=host))
        else:
            free.append(slot.id)
    return kept, free


def _check_own(slot: Slot, activity: Activity) -> None:
    if slot.booking_id != TIMETABLE and slot.organization_id != activity.host_id:
        raise Refused(
            "space-booked",
            f"{slot.organization_id} has booked the space then ({slot.booking_id})",
            f"该空间此时已由 {slot.organization_id} 预约（{slot.booking_id}）",
            field="starts_at",
        )


def give_back(activity: Activity, held: Mapping[str, Slot], others: Iterable[Cell]) -> list[str]:
    """Name the hours that are free when an activity leaves: those no other activity touches."""
    space_id = activity.space_id or ""
    kept = {name for cell in others for name in hours_of(cell, space_id)}
    ours = [slot.id for slot in held.values() if slot.booking_id == TIMETABLE]
    return [name for name in ours if name not in kept]
