"""Where a topic belongs, and whether a resident shares that ground."""

from enum import StrEnum

DISTRICT, TOWN, COMMUNITY = 6, 9, 12


class Level(StrEnum):
    """The level at which residents deliberate; each has its own quorum."""

    BUILDING = "building"
    ESTATE = "estate"
    NATURAL_VILLAGE = "natural_village"
    COMMUNITY = "community"


def level_of(division: str) -> Level:
    """Tell at which level a topic of this place is deliberated."""
    steps = division.split("-")[1:]
    return (Level.COMMUNITY, Level.ESTATE, Level.BUILDING)[min(len(steps), 2)]


def staff_of(division: str) -> str:
    """Name whose staff owe an answer here: the community, or the town or district above it."""
    return division[:COMMUNITY].split("-", maxsplit=1)[0]


def answerable(owner: str, division: str) -> tuple[str, ...]:
    """Name who is told of what is late, level by level: its owner, the town, the district."""
    place = staff_of(division)
    above = (place[:TOWN], place[:DISTRICT]) if len(place) > TOWN else (place[:DISTRICT],)
    return (owner, *(one for one in above if not owner.isdigit() or len(one) < len(owner)))


def level_above(division: str) -> str:
    """Name the level that looks again at what a place decided; above the district there is none."""
    place = staff_of(division)
    return answerable(place, place)[-1] if len(place) <= TOWN else place[:TOWN]


def contains(outer: str, inner: str) -> bool:
    """Tell whether a place is another or lies inside it."""
    whole, part = _levels(outer), _levels(inner)
    return part[: len(whole)] == whole


def shares_ground(home: str, division: str) -> bool:
    """Tell whether somebody living here is concerned by what happens there."""
    return contains(division, home) or (contains(home, division) and len(home) >= COMMUNITY)


def _levels(division: str) -> list[str]:
    official, *below = division.split("-")
    cuts = (official[:6], official[6:TOWN], official[TOWN:COMMUNITY])
    return [*(cut for cut in cuts if cut), *below]
