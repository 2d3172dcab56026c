"""Activities in the timetable: who signed up, who waits, and who was there."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ..events import ActivityAttended, ActivityScheduled
from .days import happened
from .residents import Resident

DOORS_OPEN = timedelta(hours=1)


@dataclass(frozen=True)
class Activity:
    """An activity with a place for so many people."""

    id: str
    division: str
    title: str
    space_id: str | None
    host_id: str | None
    starts_at: datetime
    ends_at: datetime
    capacity: int
    signed_up: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()

    @property
    def places_left(self) -> int:
        """Say how many more can take part."""
        return self.capacity - len(self.signed_up)

    def place_of(self, resident_id: str) -> str:
        """Say whether a resident has a place, waits for one, or neither."""
        if resident_id in self.signed_up:
            return "signed_up"
        return "waiting" if resident_id in self.waiting else "none"


@dataclass(frozen=True)
class Attendance:
    """A resident was at an activity."""

    id: str
    division: str
    resident_id: str
    activity_id: str
    attended_at: datetime


Decision = tuple[Activity, list[Event]]


def schedule(activity: Activity, *, room: int | None) -> Decision:
    """Put an activity into the timetable; its venue must have `room` for all who may come."""
    if activity.ends_at <= activity.starts_at:
        raise Invalid(
            "ends-before-it-starts",
            "an activity ends after it starts",
            "活动结束时间须晚于开始时间",
            field="ends_at",
        )
    if room is not None and activity.capacity > room:
        raise Invalid(
            "venue-too-small",
            f"the space holds {room} people, not {activity.capacity}",
            f"该空间只能容纳{room}人",
            field="capacity",
        )
    event = ActivityScheduled(
        activity.id,
        activity.title,
        activity.space_id,
        activity.host_id,
        activity.starts_at,
        activity.ends_at,
        activity.capacity,
        activity.division,
    )
    return activity, [event]


def sign_up(activity: Activity, resident: Resident, *, now: datetime) -> Decision:
    """Give a resident a place, or the next on the waiting list; asking twice changes nothing."""
    if resident.id in activity.signed_up or resident.id in activity.waiting:
        return activity, []
    if now >= activity.ends_at:
        raise Refused("activity-over", "the activity is over", "活动已结束")
    if activity.places_left > 0:
        return replace(activity, signed_up=(*activity.signed_up, resident.id)), []
    return replace(activity, waiting=(*activity.waiting, resident.id)), []


def step_back(activity: Activity, resident: Resident) -> Decision:
    """Give a place back; the first who waits gets it."""
    if resident.id in activity.attended:
        raise Refused("was-there", "the resident was there already", "该居民已参加活动")
    waiting = tuple(one for one in activity.waiting if one != resident.id)
    staying = tuple(one for one in activity.signed_up if one != resident.id)
    moving_up = waiting[: activity.capacity - len(staying)]
    signed_up = staying + moving_up
    return replace(activity, signed_up=signed_up, waiting=waiting[len(moving_up) :]), []


def attend(
    activity: Activity, resident: Resident, *, attended_at: datetime | None, now: datetime
) -> tuple[Activity, Attendance, list[Event]]:
    """Record that a resident was there, signed up before or walking in while there is a place."""
    moment = happened(attended_at or min(now, activity.ends_at), now=now, field="attended_at")
    _check_running(activity, moment)
    _check_place(activity, resident)
    there = replace(
        activity,
        signed_up=tuple(dict.fromkeys((*activity.signed_up, resident.id))),
        waiting=tuple(one for one in activity.waiting if one != resident.id),
        attended=(*activity.attended, resident.id),
    )
    row = Attendance(
        f"{activity.id}:{resident.id}", activity.division, resident.id, activity.id, moment
    )
    event = ActivityAttended(resident.id, activity.id, activity.host_id, activity.division, moment)
    return there, row, [event]


def _check_running(activity: Activity, moment: datetime) -> None:
    if moment < activity.starts_at - DOORS_OPEN:
        raise Refused("activity-not-begun", "the activity has not begun", "活动尚未开始")


def _check_place(activity: Activity, resident: Resident) -> None:
    if resident.id in activity.attended:
        raise Refused("was-there", "the attendance is recorded already", "已登记出席")
    if resident.id not in activity.signed_up and activity.places_left <= 0:
        raise Refused(
            "activity-full",
            f"all {activity.capacity} places are taken",
            f"{activity.capacity}个名额已满",
        )
