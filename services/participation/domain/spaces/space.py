"""Public spaces of the eight kinds, who comes to them, and which stand idle."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import SpaceIdleFound, SpaceOpened, SpaceVisited
from ..days import happened, local_day
from ..divisions.division import Division, check_stands
from ..residents.resident import Resident
from .openings import Closure, Hours, check_open, check_times

IDLE_DAYS = 30


class SpaceKind(StrEnum):
    """The eight kinds of space the pilot communities built."""

    GREEN_APPLE_HOME = "green_apple_home"
    YOUTH_HOME = "youth_home"
    WORKERS_HOME = "workers_home"
    FAMILY_SERVICE_CENTER = "family_service_center"
    MIGRANT_CHILDREN_STATION = "migrant_children_station"
    RECREATION_BUILDING = "recreation_building"
    HAPPINESS_HOME = "happiness_home"
    JULY_FIRST_SPACE = "july_first_space"


# whom a kind is for by its name, where whoever opens a space says nothing else; no group: everybody
SERVES: dict[SpaceKind, tuple[str, ...]] = {
    SpaceKind.GREEN_APPLE_HOME: ("child", "youth"),
    SpaceKind.YOUTH_HOME: ("youth",),
    SpaceKind.WORKERS_HOME: ("worker",),
    SpaceKind.FAMILY_SERVICE_CENTER: ("family",),
    SpaceKind.MIGRANT_CHILDREN_STATION: ("child", "newcomer"),
    SpaceKind.RECREATION_BUILDING: (),
    SpaceKind.HAPPINESS_HOME: ("elder",),
    SpaceKind.JULY_FIRST_SPACE: ("party_member",),
}


@dataclass(frozen=True)
class Space:
    """A public space, in a place, kept by someone."""

    id: str
    division: str
    kind: SpaceKind
    name: str
    capacity: int
    opened_at: datetime
    keeper: str | None = None
    host_id: str | None = None
    serves: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    idle_since: date | None = None
    closed: bool = False
    closures: tuple[Closure, ...] = ()
    taken_up_on: date | None = None
    asks_code: bool = False
    closed_from: date | None = None
    closed_because: str | None = None
    closed_at: datetime | None = None
    clear_at: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """A resident came to a space on a day."""

    id: str
    division: str
    resident_id: str
    space_id: str
    visited_at: datetime


def open_space(space: Space, place: Division | None) -> tuple[Space, list[Event]]:
    """Open a public space in a known place."""
    known_place(place)
    check_times(space.hours, space.closures)
    event = SpaceOpened(space.id, space.kind.value, space.name, space.capacity, space.division)
    return space, [event]


def known_place(place: Division | None) -> Division:
    """Take a place that stands in the tree."""
    if place is None:
        raise Invalid(
            "division-unknown",
            "the division is not known here",
            "该区划尚未登记",
            field="division",
        )
    return check_stands(place)


def set_times(
    space: Space,
    *,
    hours: tuple[Hours, ...],
    closures: tuple[Closure, ...],
    booked: int = 0,
    planned: int = 0,
) -> Space:
    """Set when a space is open; not shut over what is `booked` or `planned` on those days."""
    check_times(hours, closures)
    if booked:
        raise Refused(
            "bookings-stand",
            f"{booked} bookings stand on days of a closure: cancel them first",
            f"闭馆日期内有{booked}个预约，请先取消预约",
            field="closures",
        )
    if planned:
        raise Refused(
            "activities-stand",
            f"{planned} activities stand on days of a closure: move them or call them off first",
            f"闭馆日期内有{planned}项活动，请先改期或取消",
            field="closures",
        )
    return replace(space, hours=hours, closures=closures)


def check_not_closed(space: Space, day: date) -> None:
    """Refuse what is asked of a space on a day on which it is given up."""
    first = space.closed_from
    if space.closed and (first is None or day >= first):
        raise Refused(
            "space-closed",
            f"the space is closed{f' from {first} on' if first else ''}",
            f"该空间{f'自{first}起' if first else ''}已关闭",
            field="space_id",
        )


def check_in(
    resident: Resident, space: Space, *, visited_at: datetime | None, now: datetime
) -> tuple[Visit, list[Event]]:
    """Record that a resident came to an open space; a day counts once, however often they came."""
    moment = happened(visited_at, now=now, field="visited_at")
    check_not_closed(space, local_day(moment))
    check_open(space, moment, field="visited_at")
    identity = f"{space.id}:{resident.id}:{local_day(moment).isoformat()}"
    visit = Visit(identity, space.division, resident.id, space.id, moment)
    event = SpaceVisited(
        resident.id,
        visit.id,
        space.id,
        space.kind.value,
        space.host_id,
        space.division,
        moment,
    )
    return visit, [event]


def find_idle(
    space: Space, *, last_used: str, now: datetime, after_days: int = IDLE_DAYS
) -> tuple[Space, list[Event]]:
    """Find that nobody used a space for a while; said once until somebody comes again."""
    since = date.fromisoformat(last_used)
    days = (local_day(now) - since).days
    if space.closed or days < after_days or space.idle_since == since:
        return space, []
    event = SpaceIdleFound(space.id, space.kind.value, days, space.division)
    return replace(space, idle_since=since), [event]


def used_again(space: Space) -> Space:
    """Somebody came: the space is idle no longer."""
    return replace(space, idle_since=None)


def take_up(space: Space, *, organization_id: str, on: date) -> Space:
    """Let an organization keep a space that stood idle; the days without a visit begin anew."""
    return replace(space, host_id=organization_id, idle_since=None, taken_up_on=on)
