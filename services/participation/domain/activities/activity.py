"""Activities in the timetable: who signed up, who waits, and how the waiting list moves up."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.divisions import within
from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import ActivityScheduled, PlaceGained
from ..divisions.division import community_of
from ..residents.resident import Resident

LONGEST = timedelta(days=31)


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
    missed: tuple[str, ...] = ()
    community_only: bool = False
    asks_code: bool = False
    revision: int = 0
    revised_at: datetime | None = None
    called_off: str | None = None
    settled: bool = False

    @property
    def places_left(self) -> int:
        """Say how many more can take part."""
        return self.capacity - len(self.signed_up)

    def place_of(self, resident_id: str) -> str:
        """Say whether a resident has a place, waits for one, or neither."""
        if resident_id in self.signed_up:
            return "signed_up"
        return "waiting" if resident_id in self.waiting else "none"


Decision = tuple[Activity, list[Event]]


def schedule(
    activity: Activity, *, room: int | None, now: datetime, history: bool = False
) -> Decision:
    """Put an activity into the timetable; its venue must have `room` for all who may come.

    Only those who bring in what was kept on paper (`history`) enter what is over.
    """
    check_times(activity)
    if activity.ends_at <= now and not history:
        raise Invalid(
            "in-the-past", "the activity is over already", "不能安排已结束的活动", field="ends_at"
        )
    check_room(activity, room)
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
    return replace(activity, revised_at=now), [event]


def check_times(activity: Activity) -> None:
    """Refuse an activity that ends before it starts, or never does."""
    if activity.ends_at <= activity.starts_at:
        raise Invalid(
            "ends-before-it-starts",
            "an activity ends after it starts",
            "活动结束时间须晚于开始时间",
            field="ends_at",
        )
    if activity.ends_at - activity.starts_at > LONGEST:
        raise Invalid(
            "activity-too-long",
            f"an activity lasts {LONGEST.days} days at most",
            f"活动最长{LONGEST.days}天",
            field="ends_at",
        )


def check_room(activity: Activity, room: int | None) -> None:
    """Refuse more people than the space holds."""
    if room is not None and activity.capacity > room:
        raise Invalid(
            "venue-too-small",
            f"the space holds {room} people, not {activity.capacity}",
            f"该空间只能容纳{room}人",
            field="capacity",
        )


def sign_up(activity: Activity, resident: Resident, *, now: datetime) -> Decision:
    """Give a resident a place, or the next on the waiting list; asking twice changes nothing."""
    if resident.id in activity.signed_up or resident.id in activity.waiting:
        return activity, []
    check_takes_place(activity)
    check_not_over(activity, now)
    check_open_to(activity, resident)
    if activity.places_left > 0 and not activity.waiting:
        return replace(activity, signed_up=(*activity.signed_up, resident.id)), []
    return replace(activity, waiting=(*activity.waiting, resident.id)), []


def check_takes_place(activity: Activity) -> None:
    """Refuse what concerns an activity that was called off."""
    if activity.called_off is not None:
        raise Refused(
            "activity-called-off",
            f"the activity was called off: {activity.called_off}",
            f"活动已取消：{activity.called_off}",
            field="activity_id",
        )


def check_not_over(activity: Activity, now: datetime) -> None:
    """Refuse what comes too late."""
    if now >= activity.ends_at:
        raise Refused("activity-over", "the activity is over", "活动已结束", field="activity_id")


def check_open_to(activity: Activity, resident: Resident) -> None:
    """Refuse a resident of another community where an activity is for its own community."""
    home = community_of(activity.division)
    if activity.community_only and not within(resident.division, home):
        raise Refused(
            "not-of-this-community",
            f"the activity is for residents of {home}",
            f"该活动仅限 {home} 居民参加",
            field="resident_id",
        )


def step_back(activity: Activity, resident: Resident, *, now: datetime) -> Decision:
    """Give a place back; the first who waits gets it."""
    if activity.place_of(resident.id) == "none":
        return activity, []
    if resident.id in activity.attended:
        raise Refused(
            "was-there", "the resident was there already", "该居民已参加活动", field="resident_id"
        )
    check_not_over(activity, now)
    return forget(activity, resident.id, now=now)


def forget(activity: Activity, resident_id: str, *, now: datetime) -> Decision:
    """Take a resident off the lists of an activity they have not been to, whatever their reason."""
    if resident_id in activity.attended:
        return activity, []
    without = replace(
        activity,
        signed_up=tuple(one for one in activity.signed_up if one != resident_id),
        waiting=tuple(one for one in activity.waiting if one != resident_id),
    )
    return move_up(without, now=now)


def move_up(activity: Activity, *, now: datetime) -> Decision:
    """Give free places to those who wait, in the order they signed up, until it has begun."""
    free = max(0, activity.places_left) if now <= activity.starts_at else 0
    rising, staying = activity.waiting[:free], activity.waiting[free:]
    told: list[Event] = [
        PlaceGained(one, activity.id, activity.host_id, activity.division, now) for one in rising
    ]
    return replace(activity, signed_up=activity.signed_up + rising, waiting=staying), told
