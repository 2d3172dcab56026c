"""The tree of places: district, towns and communities by official code, our own ids below."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chassis.errors import Refused

from ..communities.rectifications import Weakness
from .kinds import (
    COMMITTEES,
    COMMUNITIES,
    ESTATES,
    TOWNS,
    Kind,
    Setting,
    community_of,
    town_of,
)

__all__ = ["COMMITTEES", "COMMUNITIES", "ESTATES", "TOWNS", "Kind", "Setting", "Weakness"]
__all__ += [
    "Division",
    "Ended",
    "Former",
    "Pilot",
    "check_stands",
    "community_of",
    "latest",
    "remember",
    "town_of",
]


@dataclass(frozen=True)
class Pilot:
    """A community's part in a round of pilots."""

    round: str
    since: date
    level: str


class Ended(StrEnum):
    """How a place came to stand no more."""

    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True)
class Former:
    """What a place was called, and what it was, until a day."""

    name: str
    kind: Kind
    until: date
    name_en: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Division:
    """A place residents belong to; what ended stays readable, and says what came after it.

    It stands from `valid_from` on, and no more on `valid_to`; None where nobody said a day. One
    that was split and stands on as a part of itself went over into the others, `parted_into`.
    """

    id: str
    division: str
    name: str
    kind: Kind
    parent: str | None
    committee: bool
    name_en: str = ""
    short_name: str = ""
    edition: str = ""
    setting: Setting | None = None
    pilot: Pilot | None = None
    weak: bool = False
    rectifications: tuple[Weakness, ...] = ()
    places: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    ended_by: Ended | None = None
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    changed_on: date | None = None
    pilots: tuple[Pilot, ...] = ()
    pilot_marks: tuple[str, ...] = ()
    told: bool = False
    steps_due: date | None = None
    parted_on: date | None = None
    parted_into: tuple[str, ...] = ()


def remember(before: Division, after: Division, *, until: date) -> Division:
    """Keep what a place was called and what it was; of two changes on one day the last counts."""
    alike = (before.name, before.kind) == (after.name, after.kind)
    if alike or any(former.until == until for former in before.former):
        return after
    former = Former(before.name, before.kind, until, before.name_en, before.short_name)
    return replace(
        after, former=(*before.former, former), changed_on=latest(after.changed_on, until)
    )


def latest(known: date | None, day: date) -> date:
    """Give the later of two days, of which one may be unknown."""
    return max(known or day, day)


def check_stands(place: Division, *, field: str = "division") -> Division:
    """Take a place that stands; of one that ended it is said what came after it."""
    if place.valid_to is None:
        return place
    after = ", ".join(place.successors)
    how = (
        ("was merged into", "并入")
        if place.ended_by is Ended.MERGED
        else ("was split into", "分为")
    )
    raise Refused(
        "division-ended",
        f"{place.id} {place.name} ended on {place.valid_to}: it {how[0]} {after}; use that code",
        f"{place.id} {place.name}已于{place.valid_to}撤销，{how[1]}{after}，请使用新代码",
        field=field,
    )
