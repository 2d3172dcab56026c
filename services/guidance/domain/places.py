"""Which community, town and district a division lies in, by its official code."""

DISTRICT, TOWN, COMMUNITY = 6, 9, 12


def district(division: str) -> str:
    """Name the district a division lies in."""
    return division[:DISTRICT]


def town(division: str) -> str | None:
    """Name the town a division lies in; a district lies in none."""
    return division[:TOWN] if len(division) >= TOWN else None


def community(division: str) -> str | None:
    """Name the community a division lies in; a town or district lies in none."""
    return division[:COMMUNITY] if len(division) >= COMMUNITY else None


def counted_in(division: str) -> str:
    """Name the place whose figures an action counts in: the community, else the division itself."""
    return division[:COMMUNITY]


def above(division: str, *, steps: int) -> str:
    """Name the division so many levels above: the town above a community, the district above it."""
    levels = [division[:end] for end in (DISTRICT, TOWN, COMMUNITY) if len(division) >= end]
    return levels[max(0, len(levels) - 1 - steps)] if levels else division
