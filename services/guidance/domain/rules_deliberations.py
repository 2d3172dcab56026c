"""What a standard may say of votes, by level and category (民法典 278, 村民委员会组织法 22)."""

from typing import Any

from .checks import Check, by_field, by_name, one_of, whole, wrong

PLACES = frozenset({"building", "estate", "natural_village", "community"})
MAJORITIES = frozenset({"simple", "two_thirds", "three_quarters"})
QUORUM_SHARES = frozenset({"half", "two_thirds"})
BY_AREA = "heads_and_area"


def _quorum(value: Any, field: str) -> None:
    check = one_of(QUORUM_SHARES) if isinstance(value, str) else whole(1, 1_000_000)
    check(value, field)


RULING: dict[str, Check] = {
    "who": one_of(frozenset({"residents", "households", "representatives", "members"})),
    "quorum": _quorum,
    "majority": one_of(MAJORITIES),
    "of": one_of(frozenset({"decided", "cast", "entitled"})),
    "method": one_of(frozenset({"recorded", "secret"})),
    "weight": one_of(frozenset({"heads", BY_AREA})),
}


def _ruling(value: Any, field: str) -> None:
    """Ask for known fields, and for a vote by name where floor area counts: an area tells whose."""
    by_field(RULING)(value, field)
    if value.get("weight") == BY_AREA and value.get("method") == "secret":
        raise wrong(
            f"{field}.method",
            "cannot be secret where floor area counts: an area tells whose ballot it is",
            "按面积计票时不能采用无记名方式：面积会显示选票属于谁",
        )


RULINGS: Check = by_name(PLACES, _ruling)
