"""Where things happen: official division codes, and our own levels below a community."""

import re
from collections.abc import Iterable
from functools import lru_cache

DISTRICT, TOWN = 6, 9


@lru_cache(maxsize=65536)
def levels(code: str) -> tuple[str, ...]:
    """Split a code into its levels: district, town, community, and what lies below."""
    official, *below = code.split("-")
    cuts = (official[:DISTRICT], official[DISTRICT:TOWN], official[TOWN:])
    return (*(cut for cut in cuts if cut), *below)


@lru_cache(maxsize=65536)
def around(code: str) -> tuple[str, ...]:
    """Name a place after every place it lies in, the widest first."""
    official, *below = code.split("-")
    cuts = [official[:width] for width in (DISTRICT, TOWN) if len(official) > width]
    lower = ["-".join((official, *below[:count])) for count in range(len(below) + 1)]
    return (*cuts, *lower)


def within(code: str, prefix: str) -> bool:
    """Tell whether a division is `prefix` or lies inside it; the empty one holds all."""
    outer = levels(prefix)
    return levels(code)[: len(outer)] == outer


def pattern_within(prefixes: Iterable[str]) -> str:
    """Write as a regular expression what `within` tells, for codes in the database."""
    return "^(" + "|".join(map(_pattern, prefixes)) + ")"


def _pattern(prefix: str) -> str:
    # below a district or a town the next level follows at once, elsewhere after a hyphen
    open_ended = prefix == "" or ("-" not in prefix and len(prefix) in (DISTRICT, TOWN))
    return re.escape(prefix) + ("" if open_ended else "(-|$)")


def dotted(code: str) -> str:
    """Write a division for routing keys, so that a town can bind to itself and all below it."""
    return ".".join(levels(code))
