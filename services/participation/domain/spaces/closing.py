"""Spaces that are given up for good, from a day on, and opened again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import SpaceClosed, SpaceReopened
from ..days import local_day, midnight
from .space import Space

# whoever found the space open a moment before it was closed has committed, or failed, by then
SETTLED = timedelta(minutes=10)
Decision = tuple[Space, list[Event]]


def close_space(
    space: Space, *, on: date, reason: str, last_visit: datetime | None, now: datetime
) -> Decision:
    """Give a space up from a day on; saying it twice changes nothing.

    A day that has passed is taken where nobody came since: what was recorded stays true.
    """
    if space.closed and space.closed_from == on:
        return space, []
    _check_not_given_up(space)
    if last_visit is not None and on < local_day(now) and local_day(last_visit) >= on:
        raise Invalid(
            "visits-stand",
            f"somebody came to the space on {local_day(last_visit)}: it was not closed then",
            f"{local_day(last_visit)}仍有居民到访，关闭日期须晚于该日",
            field="on",
        )
    closed = replace(
        space,
        closed=True,
        closed_from=on,
        closed_because=reason,
        closed_at=now,
        clear_at=now,
        idle_since=None,
    )
    return closed, [SpaceClosed(space.id, space.kind.value, reason, on, space.division)]


def open_again(space: Space) -> Decision:
    """Open a space again that was given up; what was called off stays so."""
    if not space.closed:
        return space, []
    opened = replace(
        space, closed=False, closed_from=None, closed_because=None, closed_at=None, clear_at=None
    )
    return opened, [SpaceReopened(space.id, space.kind.value, space.division)]


def off_after(space: Space, *, now: datetime) -> datetime:
    """Give the moment after which nothing that ends later can stay in a space given up."""
    return max(now, midnight(space.closed_from)) if space.closed_from else now


def reason_told(space: Space) -> str:
    """Say why an activity in a space that is given up does not take place."""
    because = space.closed_because
    return f"空间关闭：{because} / the space is closed: {because}"


def look_again(space: Space, *, now: datetime) -> Space:
    """Look for what is left in a space once more, when all who found it open are done."""
    settled = (space.closed_at or now) + SETTLED
    return replace(space, clear_at=settled if now < settled else None)


def _check_not_given_up(space: Space) -> None:
    if space.closed:
        raise Refused(
            "space-closed",
            "the space is closed already: open it again first",
            "该空间已关闭，请先重新开放",
            field="on",
        )
