"""When a space is open: by the day of the week, and not on the days it is closed for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from chassis.errors import Invalid, Refused

from ..days import CHINA


@dataclass(frozen=True)
class Hours:
    """When a space is open on one day of the week (1 is Monday), as HH:MM in China."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True)
class Closure:
    """Days on which a space stays shut, and why: a holiday, repairs."""

    first_day: date
    last_day: date
    reason: str


class Timed(Protocol):
    """Something with opening hours; without any it is always open."""

    @property
    def hours(self) -> tuple[Hours, ...]:
        """The opening hours of each day of the week."""

    @property
    def closures(self) -> tuple[Closure, ...]:
        """The days it stays shut."""


def check_times(hours: tuple[Hours, ...], closures: tuple[Closure, ...]) -> None:
    """Refuse opening hours and closures that end before they begin."""
    if any(slot.opens >= slot.closes for slot in hours):
        raise Invalid(
            "hours-reversed",
            "a space opens before it closes",
            "开放时间须早于关闭时间",
            field="hours",
        )
    if any(shut.last_day < shut.first_day for shut in closures):
        raise Invalid(
            "closure-reversed",
            "a closure ends no earlier than it begins",
            "闭馆结束日期不能早于开始日期",
            field="closures",
        )


def check_open(
    place: Timed, moment: datetime, *, until: datetime | None = None, field: str
) -> None:
    """Refuse a moment, or an hour that lasts `until` another, at which a space is not open."""
    begins, ends = moment.astimezone(CHINA), (until or moment).astimezone(CHINA)
    _check_closures(place.closures, begins.date(), last_day(begins, ends), field)
    if place.hours and not any(_covers(slot, begins, ends) for slot in place.hours):
        on_the_day = _spelled(place.hours, begins.isoweekday())
        raise Refused(
            "outside-opening-hours",
            f"{begins:%H:%M} is outside the opening hours of that day: {on_the_day or 'closed'}",
            f"{begins:%H:%M}不在当日开放时间内：{on_the_day or '不开放'}",
            field=field,
        )


def is_shut(closures: tuple[Closure, ...], first: date, last: date) -> Closure | None:
    """Find a closure on some days, from the first to the last."""
    return next((one for one in closures if one.first_day <= last and first <= one.last_day), None)


def last_day(begins: datetime, ends: datetime) -> date:
    """Give the last day something goes on: at the midnight it ends it is over."""
    return max(begins, ends - timedelta(microseconds=1)).date()


def _check_closures(closures: tuple[Closure, ...], first: date, last: date, field: str) -> None:
    shut = is_shut(closures, first, last)
    if shut is not None:
        raise Refused(
            "space-shut",
            f"the space is shut from {shut.first_day} to {shut.last_day}: {shut.reason}",
            f"该空间{shut.first_day}至{shut.last_day}闭馆：{shut.reason}",
            field=field,
        )


def _covers(slot: Hours, begins: datetime, ends: datetime) -> bool:
    """Take HH:MM as text: it sorts as time does; an hour that ends at midnight is none of them."""
    same_day = begins.date() == ends.date() and slot.weekday == begins.isoweekday()
    return same_day and slot.opens <= f"{begins:%H:%M}" and f"{ends:%H:%M}" <= slot.closes


def _spelled(hours: tuple[Hours, ...], weekday: int) -> str:
    of_day = sorted((one.opens, one.closes) for one in hours if one.weekday == weekday)
    return ", ".join(f"{opens}-{closes}" for opens, closes in of_day)
