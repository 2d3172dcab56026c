"""What expression hears of places: which there are to deliberate in."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY

PLACE = "its code"


@dataclass(frozen=True)
class PlaceEntered(Inbound):
    """A community, an estate, a natural village or a building is in the tree of places."""

    producer: ClassVar[str] = "participation"

    place_id: str = described(f"{COMMUNITY}-e01", PLACE)
    kind: str = described("estate", "what it is, as in the tree of places")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class PlaceEnded(Inbound):
    """A place is none any more."""

    producer: ClassVar[str] = "participation"

    place_id: str = described(f"{COMMUNITY}-e01", PLACE)
    division: str = described(f"{COMMUNITY}-e01", PLACE)
