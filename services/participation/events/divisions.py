"""Places where residents live and deliberate: that they are there, and that they ended."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY

PLACE = "its code"


@dataclass(frozen=True)
class PlaceEntered(Event):
    """A community, an estate, a natural village or a building is in the tree of places."""

    place_id: str = described(f"{COMMUNITY}-e01", PLACE)
    kind: str = described("estate", "what it is, as in the tree of places")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class PlaceEnded(Event):
    """A place was merged into another or split, and is none any more."""

    place_id: str = described(f"{COMMUNITY}-e01", PLACE)
    successors: list[str] = described([f"{COMMUNITY}-e02"], "what came after it")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class DivisionChanged(Event):
    """A place was renamed, merged into another or split, or that was taken back."""

    place_id: str = described(COMMUNITY, "its code")
    change: str = described("renamed", "renamed, merged, split or taken_back")
    on: date = described(date(2019, 5, 1), "first day of the change, also of one taken back")
    name: str = described("大步村社区居委会", "what it is called now")
    successors: list[str] = described([], "what came after it, where it was merged or split")
    division: str = described(COMMUNITY, "its code")
