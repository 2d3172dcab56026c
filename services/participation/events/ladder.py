"""The ladder: a resident reached a higher rung, or was judged anew by a new standard."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class ResidentSteppedUp(Event):
    """A resident reached a higher rung of the ladder, by what they did."""

    resident_id: str = described(RESIDENT, WHO)
    rung: str = described("activity", "space, activity, organization, service or public_affairs")
    previous: str | None = described("space", "the rung before, or none")
    evidence: list[str] = described(["event-1"], "ids of the events that earned the step")
    standard_id: str = described("ladder-2018", "the standard whose thresholds were met")
    division: str = described(COMMUNITY, WHERE)
    space_kind: str | None = described(
        "youth_home", "the kind of space they last came to, if they did", default=None
    )


@dataclass(frozen=True)
class StandingRederived(Event):
    """A new standard holds for days already past: a resident stands elsewhere by it."""

    resident_id: str = described(RESIDENT, WHO)
    rung: str | None = described("activity", "the rung now, or none")
    previous: str | None = described("service", "the rung before, or none")
    evidence: list[str] = described(["event-1"], "ids of the events the rung now rests on")
    standard_id: str = described("ladder-2018", "the standard that moved them")
    number: int = described(2, "its version")
    in_force_from: date = described(date(2019, 5, 1), "the first day it holds")
    division: str = described(COMMUNITY, WHERE)
