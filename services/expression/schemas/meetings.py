"""Bodies and views of standing sessions, and of where there are none."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.deliberation.meeting_places import Rhythm, Status
from ..domain.places import Level
from . import limits


@dataclass(frozen=True)
class SetRhythm:
    """How often a place is to hold a session."""

    rhythm: Rhythm | None = described("monthly", "monthly or quarterly; none ends it", default=None)


@dataclass(frozen=True)
class HoldSession:
    """A session that was held."""

    held_on: date = described("2019-05-04", "the day it was held")
    topics: Annotated[list[Annotated[str, limits.IDENTITY]], Length(0, 50)] = described(
        ["topic-1"], "topics it dealt with", default=[]
    )
    present: Annotated[int, Range(1, 100_000)] = described(23, "how many were there", default=1)
    note: Annotated[str, limits.NOTE] = described("商议电梯加装", "what came of it", default="")


@dataclass(frozen=True)
class PlaceLine:
    """A place as it stands in the list of those that meet, or do not."""

    id: str
    level: Level
    status: Status
    status_since: datetime
    rhythm: Rhythm | None
    next_at: datetime | None
    last_held_on: date | None
    missed_in_a_row: int


@dataclass(frozen=True)
class LevelCoverage:
    """How many places of a level there are, and how many of them meet."""

    level: Level
    places: int = 0
    meeting: int = 0
    silent: int = 0
    none: int = 0


@dataclass(frozen=True)
class CoverageView:
    """Where residents deliberate regularly, and where there is a gap, level by level."""

    division: str
    levels: list[LevelCoverage] = field(default_factory=list)
