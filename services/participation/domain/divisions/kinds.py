"""What kinds of places there are, where each may lie, and the codes each may have."""

import re
from enum import StrEnum


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
BUILDINGS = frozenset({Kind.BUILDING})

OFFICIAL = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")
ESTATE_CODE = re.compile(r"[0-9]{12}-e[0-9]{2,3}")
BUILDING_CODE = re.compile(r"[0-9]{12}(-e[0-9]{2,3})?-b[0-9]{2,3}")
TOWN_WIDTH, COMMUNITY_WIDTH = 9, 12


def town_of(code: str) -> str:
    """Give the official code of the town a place lies in."""
    return code[:TOWN_WIDTH]


def community_of(code: str) -> str:
    """Give the official code of the community a place lies in."""
    return code[:COMMUNITY_WIDTH]


def code_fits(kind: Kind, code: str) -> bool:
    """Tell whether a code has the form that places of a kind have."""
    if kind in ESTATES:
        return ESTATE_CODE.fullmatch(code) is not None
    if kind is Kind.BUILDING:
        return BUILDING_CODE.fullmatch(code) is not None
    width = 6 if kind is Kind.DISTRICT else TOWN_WIDTH if kind in TOWNS else COMMUNITY_WIDTH
    return OFFICIAL.fullmatch(code) is not None and len(code) == width


def kinds_above(kind: Kind) -> frozenset[Kind]:
    """Say in what kinds of places one of a kind can lie."""
    if kind in TOWNS:
        return frozenset({Kind.DISTRICT})
    if kind in COMMUNITIES:
        return TOWNS
    return COMMUNITIES | ESTATES if kind is Kind.BUILDING else COMMUNITIES


def same_level(one: Kind, other: Kind) -> bool:
    """Tell whether a place of one kind can become, or go over into, one of the other."""
    levels = (TOWNS, COMMUNITIES, ESTATES, BUILDINGS)
    return any({one, other} <= level for level in levels)
