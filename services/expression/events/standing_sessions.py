"""What is announced of standing sessions: that one is due, was held, or was not."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY, PLACE

SESSION = "the session: the place and the period it belongs to"
PERIOD = "the month or the quarter it belongs to"


@dataclass(frozen=True)
class DeliberationScheduled(Event):
    """A place is to hold a session within a period, by the rhythm set for it."""

    session_id: str = described(f"{COMMUNITY}-e01:2019-05", SESSION)
    period: str = described("2019-05", PERIOD)
    until: date = described(date(2019, 5, 31), "the last day for it")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class DeliberationHeld(Event):
    """A place held the session of a period."""

    session_id: str = described(f"{COMMUNITY}-e01:2019-05", SESSION)
    period: str = described("2019-05", PERIOD)
    held_on: date = described(date(2019, 5, 18), "the day it was held")
    topics: list[str] = described(["topic-1"], "the topics it dealt with")
    present: int = described(23, "how many were there")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class DeliberationMissed(Event):
    """A period has passed in which a place held no session."""

    session_id: str = described(f"{COMMUNITY}-e01:2019-05", SESSION)
    period: str = described("2019-05", PERIOD)
    in_a_row: int = described(1, "how many it has missed one after another")
    owner: str = described(COMMUNITY, "the community whose staff see to it")
    division: str = described(f"{COMMUNITY}-e01", PLACE)
