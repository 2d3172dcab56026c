"""The tree of places: district, towns and communities by official code, our own ids below."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chassis.errors import Invalid, Refused


class Kind(StrEnum):
    """What a place is; zones are statistical units such as industrial parks."""

    DISTRICT = "district"
    TOWN = "town"
    SUBDISTRICT = "subdistrict"
    RESIDENTS_COMMITTEE = "residents_committee"
    VILLAGERS_COMMITTEE = "villagers_committee"
    SPECIAL_ZONE = "special_zone"
    ESTATE = "estate"
    NATURAL_VILLAGE = "natural_village"
    BUILDING = "building"


class Setting(StrEnum):
    """Whether a community lives as a city or as a village: they mobilize differently."""

    URBAN = "urban"
    RURAL = "rural"


COMMITTEES = frozenset({Kind.RESIDENTS_COMMITTEE, Kind.VILLAGERS_COMMITTEE})
COMMUNITIES = COMMITTEES | {Kind.SPECIAL_ZONE}
ESTATES = frozenset({Kind.ESTATE, Kind.NATURAL_VILLAGE})
TOWNS = frozenset({Kind.TOWN, Kind.SUBDISTRICT})

OFFICIAL = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")
ESTATE_CODE = re.compile(r"[0-9]{12}-e[0-9]{2,3}")
BUILDING_CODE = re.compile(r"[0-9]{12}(-e[0-9]{2,3})?-b[0-9]{2,3}")
TOWN_WIDTH, COMMUNITY_WIDTH = 9, 12


@dataclass(frozen=True)
class Pilot:
    """A community's part in a round of pilots."""

    round: str
    since: date
    level: str


@dataclass(frozen=True)
class Weakness:
    """One time a community was found weak, and when it was put right."""

    reason: str
    flagged_on: date
    recovered_on: date | None = None


@dataclass(frozen=True)
class Place:
    """What the caller says of a place, as the official list or a community worker names it."""

    code: str
    name: str
    kind: Kind
    parent: str | None = None
    name_en: str = ""
    short_name: str = ""
    edition: str = ""


@dataclass(frozen=True)
class Division:
    """A place residents belong to."""

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


def town_of(code: str) -> str:
    """Give the official code of the town a place lies in."""
    return code[:TOWN_WIDTH]


def community_of(code: str) -> str:
    """Give the official code of the community a place lies in."""
    return code[:COMMUNITY_WIDTH]


def enter(known: Division | None, parent: Division | None, place: Place) -> Division:
    """Enter a place in the tree under its parent; entering the same again changes nothing."""
    _check_code(place)
    _check_parent(place, parent)
    if known is None:
        return _new(place)
    _check_same_kind(known, place)
    return replace(
        known,
        name=place.name,
        kind=place.kind,
        committee=place.kind in COMMITTEES,
        name_en=place.name_en or known.name_en,
        short_name=place.short_name or known.short_name,
        edition=place.edition or known.edition,
    )


def _new(place: Place) -> Division:
    return Division(
        id=place.code,
        division=place.code,
        name=place.name,
        kind=place.kind,
        parent=place.parent,
        committee=place.kind in COMMITTEES,
        name_en=place.name_en,
        short_name=place.short_name,
        edition=place.edition,
        setting=Setting.RURAL if place.kind is Kind.VILLAGERS_COMMITTEE else None,
    )


def _check_code(place: Place) -> None:
    if not _code_fits(place.kind, place.code):
        raise Invalid(
            "code-does-not-fit",
            f"{place.code} is no code for a {place.kind.value}",
            f"{place.code} 不是该类区划的代码",
            field="code",
        )


def _code_fits(kind: Kind, code: str) -> bool:
    if kind in ESTATES:
        return ESTATE_CODE.fullmatch(code) is not None
    if kind is Kind.BUILDING:
        return BUILDING_CODE.fullmatch(code) is not None
    width = 6 if kind is Kind.DISTRICT else TOWN_WIDTH if kind in TOWNS else COMMUNITY_WIDTH
    return OFFICIAL.fullmatch(code) is not None and len(code) == width


def _check_parent(place: Place, parent: Division | None) -> None:
    if place.kind is Kind.DISTRICT and place.parent is None:
        return
    if parent is None or parent.kind not in _kinds_above(place.kind):
        raise Invalid(
            "parent-unknown",
            f"{place.parent} is not a place a {place.kind.value} can lie in",
            f"上级区划 {place.parent} 不存在或级别不符",
            field="parent",
        )
    if not place.code.startswith(parent.id):
        raise Invalid(
            "code-outside-parent",
            f"{place.code} does not begin with the code of its parent {parent.id}",
            f"代码 {place.code} 不属于上级 {parent.id}",
            field="code",
        )


def _kinds_above(kind: Kind) -> frozenset[Kind]:
    if kind in TOWNS:
        return frozenset({Kind.DISTRICT})
    if kind in COMMUNITIES:
        return TOWNS
    return COMMUNITIES | ESTATES if kind is Kind.BUILDING else COMMUNITIES


def _check_same_kind(known: Division, place: Place) -> None:
    levels = (TOWNS, COMMUNITIES, ESTATES)
    if known.kind is place.kind or any({known.kind, place.kind} <= level for level in levels):
        return
    raise Refused(
        "kind-differs",
        f"{known.id} is a {known.kind.value} and cannot become a {place.kind.value}",
        f"{known.id} 的类别不能改变级别",
    )


def build(parent: Division, *, kind: Kind, name: str) -> tuple[Division, Division]:
    """Give a place below a community an id of our own: the parent, which counts them, and it."""
    number = parent.places + 1
    code = f"{parent.id}-{'b' if kind is Kind.BUILDING else 'e'}{number:02d}"
    place = Place(code=code, name=name, kind=kind, parent=parent.id)
    return replace(parent, places=number), enter(None, parent, place)
