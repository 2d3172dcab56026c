"""Where things happen: official division codes, and our own levels below a community."""

from functools import lru_cache

DISTRICT, TOWN, COMMUNITY = 6, 9, 12


@lru_cache(maxsize=65536)
def levels(code: str) -> tuple[str, ...]:
    """Split a code into its levels: district, town, community, and what lies below."""
    official, *below = code.split("-")
    cuts = (official[:DISTRICT], official[DISTRICT:TOWN], official[TOWN:COMMUNITY])
    return (*(cut for cut in cuts if cut), *below)


def within(code: str, prefix: str) -> bool:
    """Tell whether a division is `prefix` or lies inside it; the empty one holds all."""
    outer = levels(prefix)
    return levels(code)[: len(outer)] == outer


def dotted(code: str) -> str:
    """Write a division for routing keys, so that a town can bind to itself and all below it."""
    return ".".join(levels(code))
