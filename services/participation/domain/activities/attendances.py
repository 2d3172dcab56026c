"""Being at an activity: by a code shown there or on the word of staff; and not having come."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import ActivityAttended, ActivityMissed
from ..days import happened
from ..residents.resident import Resident
from .activity import Activity, check_open_to, check_takes_place

DOORS_OPEN = timedelta(hours=1)
MISSED_AFTER_HOURS = 24  # paper lists come in the day after, where no standard says otherwise


@dataclass(frozen=True)
class Attendance:
    """A resident was at an activity."""

    id: str
    division: str
    resident_id: str
    activity_id: str
    attended_at: datetime


def attend(
    activity: Activity, resident: Resident, *, attended_at: datetime | None, now: datetime
) -> tuple[Activity, Attendance, list[Event]]:
    """Record that a resident was there, signed up before or walking in while there is a place."""
    moment = happened(attended_at or min(now, activity.ends_at), now=now, field="attended_at")
    check_takes_place(activity)
    _check_running(activity, moment)
    _check_place(activity, resident)
    there = replace(
        activity,
        signed_up=tuple(dict.fromkeys((*activity.signed_up, resident.id))),
        waiting=tuple(one for one in activity.waiting if one != resident.id),
        attended=(*activity.attended, resident.id),
        missed=tuple(one for one in activity.missed if one != resident.id),
    )
    row = Attendance(
        f"{activity.id}:{resident.id}", activity.division, resident.id, activity.id, moment
    )
    event = ActivityAttended(resident.id, activity.id, activity.host_id, activity.division, moment)
    return there, row, [event]


def _check_running(activity: Activity, moment: datetime) -> None:
    if moment < activity.starts_at - DOORS_OPEN:
        raise Refused(
            "activity-not-begun",
            "the activity has not begun",
            "活动尚未开始",
            field="attended_at",
        )


def _check_place(activity: Activity, resident: Resident) -> None:
    if resident.id in activity.attended:
        raise Refused(
            "was-there", "the attendance is recorded already", "已登记出席", field="resident_id"
        )
    if resident.id in activity.signed_up:
        return
    check_open_to(activity, resident)
    if activity.places_left <= 0:
        raise Refused(
            "activity-full",
            f"all {activity.capacity} places are taken",
            f"{activity.capacity}个名额已满",
            field="activity_id",
        )


def check_code(
    *, is_right: bool, is_shown_there: bool, attended_at: datetime | None = None
) -> None:
    """Refuse a code that is not the one shown at the activity now, or is told of another time."""
    if attended_at is not None:
        raise Invalid(
            "code-is-for-now",
            "a code says that somebody is there now: leave attended_at out",
            "签到码只用于当场签到，请勿填写时间",
            field="attended_at",
        )
    if not (is_right and is_shown_there):
        raise Refused(
            "code-wrong",
            "the code is not the one shown there now",
            "签到码不正确或已过期",
            field="code",
        )


def doors_are_open(activity: Activity, now: datetime) -> bool:
    """Tell whether residents are expected at the activity now, so that a code is shown."""
    return activity.starts_at - DOORS_OPEN <= now <= activity.ends_at


def check_doors(activity: Activity, now: datetime) -> None:
    """Refuse to show a code before an activity is about to begin, or after its end."""
    if not doors_are_open(activity, now):
        raise Refused(
            "doors-shut",
            "a code is shown from an hour before an activity until its end",
            "签到码在活动开始前一小时至活动结束期间显示",
        )


def settle(
    activity: Activity, *, now: datetime, after_hours: int = MISSED_AFTER_HOURS
) -> tuple[Activity, list[Event]]:
    """Find, once, who kept a place and did not come, when the lists have had time to come in."""
    if activity.settled or now < activity.ends_at + timedelta(hours=after_hours):
        return activity, []
    if activity.called_off is not None:
        return replace(activity, settled=True), []
    missed = tuple(one for one in activity.signed_up if one not in set(activity.attended))
    told: list[Event] = [
        ActivityMissed(one, activity.id, activity.host_id, activity.division, activity.ends_at)
        for one in missed
    ]
    return replace(activity, settled=True, missed=missed), told
