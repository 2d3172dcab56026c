"""What others are told of the tree of places: where residents deliberate, and what ended."""

from dataclasses import replace

from chassis.events import Event

from ..events import PlaceEnded, PlaceEntered
from .divisions import Division
from .divisions_kinds import BUILDINGS, COMMUNITIES, ESTATES, Kind

TOLD = COMMUNITIES | ESTATES | BUILDINGS


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


def _known_as(place: Division) -> Kind | None:
    return place.kind if place.kind in TOLD and place.valid_to is None else None
