"""The ladder: a resident reached a higher rung."""

from dataclasses import dataclass

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
