"""What the standard in force says on deliberation, by category and level, and how it is read."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..places import Level
from .deliberation import SHARES, Method, Of, Weight, Who


def ruled(
    deliberations: Mapping[str, Any], category: str, level: Level
) -> Mapping[str, Any] | None:
    """Give what the standard in force says of a category at a level; None where it says nothing."""
    of_level = deliberations.get("levels", {}).get(level)
    of_category = deliberations.get("categories", {}).get(category, {}).get(level)
    if of_level is None and of_category is None:
        return None  # the quorums and the majority of the day alone, as ever
    return {**(of_level or {}), **(of_category or {})}


def are_deliberations(section: Any) -> bool:
    """Tell whether a section of a standard has the known form."""
    if not isinstance(section, dict):
        return False
    categories = section.get("categories", {})
    by_level = [section.get("levels", {})]
    by_level += categories.values() if isinstance(categories, dict) else [None]
    return all(
        isinstance(levels, dict) and all(_is_ruling(one) for one in levels.values())
        for levels in by_level
    )


def _is_ruling(ruling: Any) -> bool:
    known: dict[str, Iterable[str]] = {
        "who": Who,
        "of": Of,
        "method": Method,
        "majority": SHARES,
        "weight": Weight,
    }
    return isinstance(ruling, dict) and all(
        _is_quorum(said) if name == "quorum" else _is_one_of(known.get(name, ()), said)
        for name, said in ruling.items()
    )


def _is_quorum(said: Any) -> bool:
    return said in SHARES if isinstance(said, str) else type(said) is int and said > 0


def _is_one_of(known: Iterable[str], said: Any) -> bool:
    return isinstance(said, str) and said in set(known)
