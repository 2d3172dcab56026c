"""The timetable as people's calendars read it: iCalendar (RFC 5545)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import STATUS, Calendar, Event, Timezone

from ..domain.activities.activity import Activity

CALENDAR = "text/calendar; charset=utf-8"
CHINA = "Asia/Shanghai"
PRODUCT = "-//gongzhi//participation//ZH"
REFRESH = timedelta(hours=1)


def calendar_of(
    identity: str, name: str, activities: Iterable[Activity], *, places: Mapping[str, str]
) -> str:
    """Write activities as a calendar; `places` names the spaces by their ids."""
    calendar = Calendar.new(
        prodid=PRODUCT,
        uid=_uid(identity),
        name=_line(name),
        method="PUBLISH",
        calscale="GREGORIAN",
        refresh_interval=REFRESH,
        subcomponents=[_zone()],
    )
    for activity in activities:
        calendar.add_component(_entry(activity, places.get(activity.space_id or "")))
    return calendar.to_ical().decode()


@cache
def _zone() -> Timezone:
    return Timezone.from_tzid(CHINA)


def _entry(activity: Activity, place: str | None) -> Event:
    """A change keeps the UID and raises SEQUENCE, so calendars replace what they hold."""
    called_off = activity.called_off is not None
    return Event.new(
        uid=_uid(activity.id),
        summary=_line(activity.title),
        start=_local(activity.starts_at),
        end=_local(activity.ends_at),
        stamp=activity.revised_at or activity.starts_at,
        last_modified=activity.revised_at,
        sequence=activity.revision,
        location=_line(place) if place else None,
        status=STATUS.CANCELLED if called_off else STATUS.CONFIRMED,
        description=_line(f"已取消：{activity.called_off}") if called_off else None,
    )


def _uid(identity: str) -> str:
    return f"{identity}@gongzhi"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(CHINA)).replace(microsecond=0)


def _line(text: str) -> str:
    # titles may carry line ends, which not every calendar reads back
    return " ".join(text.split())
