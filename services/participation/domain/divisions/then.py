"""Places as they were on a day."""

from dataclasses import replace
from datetime import date
from typing import Any

from chassis.errors import Refused

from .division import Division, Former, Pilot
from .kinds import COMMITTEES


def as_on(place: Division, day: date) -> Division | None:
    """Give a place as it was on a day; None where it did not stand."""
    began = place.valid_from is None or place.valid_from <= day
    if not began or (place.valid_to is not None and place.valid_to <= day):
        return None
    former = sorted((one for one in place.former if one.until > day), key=lambda one: one.until)
    found = tuple(one for one in place.rectifications if one.flagged_on <= day)
    pilots = tuple(one for one in place.pilots if one.since <= day)
    then = replace(
        place,
        rectifications=found,
        weak=any(one.recovered_on is None or one.recovered_on > day for one in found),
        pilots=pilots,
        pilot=max(pilots, key=lambda one: one.since, default=_since(place, day)),
    )
    return _named(then, former[0]) if former else then


def _since(place: Division, day: date) -> Pilot | None:
    return place.pilot if place.pilot and place.pilot.since <= day else None


def _named(place: Division, former: Former) -> Division:
    return replace(
        place,
        name=former.name,
        name_en=former.name_en,
        short_name=former.short_name,
        kind=former.kind,
        committee=former.kind in COMMITTEES,
    )


def standing_on(day: date | None) -> dict[str, Any]:
    """Ask for the places that stood on a day, None for those that stand."""
    if day is None:
        return {"valid_to": None}
    begun = ({"valid_from": None}, {"valid_from": {"$lte": day.isoformat()}})
    stood = ({"valid_to": None}, {"valid_to": {"$gt": day.isoformat()}})
    return {"$or": [began | lasted for began in begun for lasted in stood]}


def not_standing(place: Division, day: date) -> Refused:
    """Say that a place did not stand on a day, and when it did."""
    first, last = place.valid_from or "…", place.valid_to or "…"
    return Refused(
        "not-standing",
        f"{place.id} did not stand on {day}: it stood from {first} until {last}",
        f"{place.id} 在{day}并不存在：存续期为{first}至{last}",
        field="on",
    )
