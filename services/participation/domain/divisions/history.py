"""How places change over time: renamed, merged, split; what they were on a day stays readable.

Nothing is rewritten: what was recorded keeps the code it was recorded under, and a code that
ended leads to what came after it. Only our own ids below a community are given anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chassis.divisions import within
from chassis.errors import Invalid

from .changes import (
    Day,
    check_all_assigned,
    check_day,
    check_empty,
    check_parts,
    partner,
)
from .division import Division, Ended, check_stands, latest, remember
from .entry import build


@dataclass(frozen=True)
class Part:
    """One of the places that another was split into, and what of the other goes over into it."""

    code: str
    places: tuple[str, ...] = ()


def rename(place: Division, *, name: str, name_en: str, short_name: str, day: Day) -> Division:
    """Let a place bear another name from a day on."""
    check_day(check_stands(place), day)
    renamed = replace(
        place, name=name, name_en=name_en or place.name_en, short_name=short_name or name
    )
    return place if renamed.name == place.name else remember(place, renamed, until=day.on)


def merge(
    place: Division, into: Division | None, below: Sequence[Division], *, day: Day
) -> list[Division]:
    """End a place that goes over into another, with what lies below it: all that changes."""
    if into is not None and (place.successors, place.valid_to) == ((into.id,), day.on):
        return []
    check_stands(place)
    heir = partner(place, into, day, field="into")
    if heir.id == place.id:
        raise Invalid(
            "merged-into-itself",
            f"{place.id} cannot be merged into itself",
            f"{place.id} 不能并入自身",
            field="into",
        )
    check_day(place, day)
    check_empty(place, below)
    return [_ended(place, (heir.id,), day.on, Ended.MERGED), *_begin(place, heir, below, day)]


def split(
    place: Division,
    parts: Sequence[Part],
    known: Mapping[str, Division],
    below: Sequence[Division],
    *,
    day: Day,
) -> list[Division]:
    """Split a place; where it is none of its parts itself, it ends: all that changes."""
    codes = [part.code for part in parts]
    others = tuple(code for code in codes if code != place.id)
    if (place.parted_on, place.parted_into) == (day.on, others):
        return []
    check_day(check_stands(place), day)
    check_parts(codes)
    heirs = {code: partner(place, known.get(code), day, field="parts") for code in codes}
    groups = _grouped(place, parts, below)
    if place.id not in heirs:
        check_empty(place, below)
        check_all_assigned(below, groups)
    changed = [one for code in others for one in _begin(place, heirs[code], groups[code], day)]
    if place.id in heirs:
        return [replace(place, parted_on=day.on, parted_into=others), *changed]
    return [_ended(place, tuple(codes), day.on, Ended.SPLIT), *changed]


def carry(below: Iterable[Division], heir: Division, *, on: date) -> dict[str, Division]:
    """Give what lies below an ended place ids below its heir; the old ids lead to the new ones."""
    top, carried = heir.id, {heir.id: heir}
    anew: dict[str | None, str] = {}
    for place in sorted(below, key=lambda one: one.id):  # an estate comes before its buildings
        parent = carried[anew.get(place.parent, top)]
        day = max(on, place.valid_from or on)
        parent, twin = build(parent, kind=place.kind, name=place.name, since=day)
        twin = replace(
            twin,
            name_en=place.name_en,
            short_name=place.short_name,
            setting=place.setting,
            predecessors=(place.id,),
        )
        anew[place.id] = twin.id
        carried |= {parent.id: parent, twin.id: twin}
        carried[place.id] = _ended(place, (twin.id,), day, Ended.MERGED)
    return carried


def _ended(place: Division, heirs: tuple[str, ...], on: date, how: Ended) -> Division:
    changed = latest(place.changed_on, on)
    return replace(place, valid_to=on, ended_by=how, successors=heirs, changed_on=changed)


def _begin(place: Division, heir: Division, group: Sequence[Division], day: Day) -> list[Division]:
    carried = carry(group, heir, on=day.on)
    heir = carried.pop(heir.id)
    line, changed = (*heir.predecessors, place.id), latest(heir.changed_on, day.on)
    preceded = replace(heir, predecessors=line, changed_on=changed)
    return [preceded, *carried.values()]


def _grouped(
    place: Division, parts: Sequence[Part], below: Sequence[Division]
) -> dict[str, list[Division]]:
    """Sort what lies below a place by the part it is to go over into."""
    told = [(one, part.code) for part in parts for one in part.places]
    whose, direct = dict(told), {one.id for one in below if one.parent == place.id}
    for code, _ in told:
        if code not in direct or [one for one, _ in told].count(code) > 1:
            raise Invalid(
                "place-not-divisible",
                f"{code} does not lie directly in {place.id}, or is named twice",
                f"{code} 不直接属于 {place.id}，或重复列出",
                field="parts",
            )
    groups: dict[str, list[Division]] = {part.code: [] for part in parts}
    for one in below:
        top = next((code for code in whose if within(one.id, code)), None)
        if top is not None:
            groups[whose[top]].append(one)
    return groups
