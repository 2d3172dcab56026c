"""What others are told of the tree of places: where residents deliberate, and what ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from chassis.events import Event

from ...events import DivisionChanged, PlaceEnded, PlaceEntered
from .division import Division
from .kinds import BUILDINGS, COMMUNITIES, ESTATES, Kind

TOLD = COMMUNITIES | ESTATES | BUILDINGS


class Change(StrEnum):
    """What can become of a place."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    TAKEN_BACK = "taken_back"


def tell(before: Division | None, after: Division) -> tuple[Division, list[Event]]:
    """Announce that a place is there, is something else now, or ended; each once."""
    was = _known_as(before) if before and before.told else None
    now = _known_as(after)
    told = replace(after, told=True)
    if was == now:
        return told, []
    if now is None:
        return told, [PlaceEnded(after.id, list(after.successors), after.id)]
    return told, [PlaceEntered(after.id, now.value, after.id)]


def changed(place: Division, change: Change, *, on: date, parts: Sequence[str] = ()) -> Event:
    """Announce what became of a place, under the name it has now."""
    after = list(parts or place.successors)
    return DivisionChanged(place.id, change.value, on, place.name, after, place.id)


def _known_as(place: Division) -> Kind | None:
    return place.kind if place.kind in TOLD and place.valid_to is None else None
