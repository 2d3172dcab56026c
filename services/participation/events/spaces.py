"""Public spaces: opened, visited, found idle."""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class SpaceOpened(Event):
    """A public space of one of the eight kinds opened its doors."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    name: str = described("大步社区亲青家园", "name on the door")
    capacity: int = described(40, "how many people it holds")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class SpaceVisited(Event):
    """A resident came to a public space: the first step out of the door."""

    resident_id: str = described(RESIDENT, WHO)
    visit_id: str = described("visit-1", "the check-in")
    space_id: str = described("space-dabu-1", "the space visited")
    space_kind: str = described("youth_home", "one of the eight kinds of space")
    host_id: str | None = described("org-dabu-youth", "the organization that keeps the space")
    division: str = described(COMMUNITY, "official code of the community of the space")
    visited_at: datetime = described(MORNING, "when the resident came")


@dataclass(frozen=True)
class SpaceIdleFound(Event):
    """Nobody has used a space for a while: it can be offered to others."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    idle_days: int = described(30, "days without a check-in")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class SpaceClosed(Event):
    """A space is given up for good from a day on: what was to be there then is called off."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    reason: str = described("房屋拆除", "why, as everybody may read it")
    closed_from: date = described(date(2019, 6, 1), "first day it is closed")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class SpaceReopened(Event):
    """A space that was given up is open again."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    division: str = described(COMMUNITY, WHERE)
