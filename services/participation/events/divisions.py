"""Places where residents live and deliberate: that they are there, and that they ended."""

from dataclasses import dataclass

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
