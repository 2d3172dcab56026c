"""The timetable: what each space holds in each week, and changes to what stands in it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import ActivityCalledOff, ActivityChanged
from ..days import CHINA, local_day
from ..divisions.division import COMMUNITIES, Division
from ..spaces.bookings import BookedCell
from .activity import (
    LONGEST,
    Activity,
    Decision,
    check_not_over,
    check_room,
    check_takes_place,
    check_times,
    move_up,
)


@dataclass(frozen=True)
class Cell:
    """An activity, as the timetable shows it."""

    activity_id: str
    title: str
    host_id: str | None
    starts_at: datetime
    ends_at: datetime
    capacity: int


@dataclass(frozen=True)
class Week:
    """What one space holds in one ISO week, or a community outside of any space.

    There is one document for a space and a week, so of two who want the same hours at the same
    moment one finds it changed, and is refused when it looks again.
    """

    id: str
    division: str
    community: str
    week: str
    space_id: str | None
    cells: tuple[Cell, ...] = ()
    booked: tuple[BookedCell, ...] = ()


def week_of(day: date) -> str:
    """Name the ISO week of a day, as in 2019-W19."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weeks_of(starts_at: datetime, ends_at: datetime) -> list[str]:
    """Name the weeks in which something goes on; nothing goes on at the moment it ends.

    Of what goes on longer than an activity may, as before there was a limit, only so many.
    """
    until = ends_at if ends_at - starts_at <= LONGEST else starts_at + LONGEST
    day, last = local_day(starts_at), local_day(until - timedelta(milliseconds=1))
    weeks = {week_of(last)}
    while day < last:
        weeks.add(week_of(day))
        day += timedelta(days=7)
    return sorted(weeks)


def known_week(text: str) -> str:
    """Take the name of an ISO week that there is."""
    try:
        year, number = text.split("-W")
        named = week_of(date.fromisocalendar(int(year), int(number), 1))
    except (ValueError, OverflowError):
        named = ""
    if named != text:
        raise Invalid(
            "week-unknown", "week: an ISO week, as in 2019-W19", "week 须为ISO周", field="week"
        )
    return text


def known_community(place: Division | None) -> Division:
    """Take a community that is known here: a town or an estate has no timetable of its own."""
    if place is None or place.kind not in COMMUNITIES:
        raise Invalid(
            "community-unknown",
            "a timetable is that of a community that is known here",
            "须为已登记的社区",
            field="code",
        )
    return place


def enter(week: Week, activity: Activity) -> Week:
    """Give an activity its time in a space, unless another one has it."""
    if week.space_id is not None:
        _check_free(activity, leave(week, activity.id).cells)
    return stand(week, activity)


def stand(week: Week, activity: Activity) -> Week:
    """Show an activity in a week, whatever else goes on there."""
    others = leave(week, activity.id).cells
    cell = Cell(
        activity.id,
        activity.title,
        activity.host_id,
        activity.starts_at,
        activity.ends_at,
        activity.capacity,
    )
    return replace(week, cells=tuple(sorted((*others, cell), key=_in_order)))


def _in_order(cell: Cell) -> tuple[datetime, str]:
    return cell.starts_at, cell.activity_id


def _check_free(activity: Activity, others: tuple[Cell, ...]) -> None:
    starts, ends = activity.starts_at, activity.ends_at
    there = next((one for one in others if one.starts_at < ends and starts < one.ends_at), None)
    if there is not None:
        first, last = (f"{m.astimezone(CHINA):%Y-%m-%d %H:%M}" for m in _span(there))
        raise Refused(
            "space-taken",
            f"the space is taken from {first} to {last}: {there.title} ({there.activity_id})",
            f"该空间{first}至{last}已安排活动：{there.title}（{there.activity_id}）",
            field="starts_at",
        )


def _span(cell: Cell) -> tuple[datetime, datetime]:
    return cell.starts_at, cell.ends_at


def leave(week: Week, activity_id: str) -> Week:
    """Take an activity out of a week; its time is free again."""
    return replace(week, cells=tuple(c for c in week.cells if c.activity_id != activity_id))


def change(before: Activity, after: Activity, *, room: int | None, now: datetime) -> Decision:
    """Change what the timetable says of an activity; nobody who has a place loses it."""
    check_takes_place(before)
    check_not_over(before, now)
    check_times(after)
    check_not_over(after, now)
    check_room(after, room)
    if after.capacity < len(before.signed_up):
        raise Refused(
            "places-taken",
            f"{len(before.signed_up)} residents have a place already",
            f"已有{len(before.signed_up)}名居民报名成功",
            field="capacity",
        )
    if after == before:
        return before, []
    revised = replace(after, revision=before.revision + 1, revised_at=now)
    changed, moves = move_up(revised, now=now)
    return changed, [_told(changed), *moves]


def is_moved(before: Activity, after: Activity) -> bool:
    """Tell whether an activity takes place elsewhere, or at another time."""
    there = (before.space_id, before.starts_at, before.ends_at)
    return there != (after.space_id, after.starts_at, after.ends_at)


def _told(activity: Activity) -> Event:
    return ActivityChanged(
        activity.id,
        activity.title,
        activity.space_id,
        activity.host_id,
        activity.starts_at,
        activity.ends_at,
        activity.capacity,
        activity.revision,
        activity.division,
    )


def call_off(activity: Activity, *, reason: str, now: datetime) -> Decision:
    """Call an activity off; saying it twice changes nothing."""
    if activity.called_off is not None:
        return activity, []
    check_not_over(activity, now)
    event = ActivityCalledOff(
        activity.id, activity.space_id, activity.host_id, reason, activity.division, now
    )
    off = replace(activity, called_off=reason, revision=activity.revision + 1, revised_at=now)
    return off, [event]
