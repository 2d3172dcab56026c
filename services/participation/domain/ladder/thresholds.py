"""The thresholds of the ladder, as officials set them in standards, each in force from a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.divisions import within
from chassis.errors import Refused

LADDER = "ladder"


@dataclass(frozen=True)
class Thresholds:
    """How many deeds of each kind a rung asks for, by one standard."""

    standard_id: str
    number: int
    division: str
    in_force_from: date
    rungs: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Rulebook:
    """Every ladder that was ever published, so that each day has its own."""

    id: str = LADDER
    editions: tuple[Thresholds, ...] = ()


# What the pilot plan of February 2018 started with; it holds until guidance publishes a ladder.
FOUNDING = Thresholds(
    standard_id="founding",
    number=0,
    division="",
    in_force_from=date(2018, 2, 1),
    rungs={
        "space": {"space_visited": 1},
        "activity": {"activity_attended": 1},
        "organization": {"member_joined": 1},
        "service": {"minutes": 120},
        "public_affairs": {"affairs": 1},
    },
)


def take_up(rulebook: Rulebook, thresholds: Thresholds) -> Rulebook:
    """Keep a ladder that guidance published; the same standard again replaces its earlier copy."""
    _check(thresholds.rungs)
    others = (e for e in rulebook.editions if not _is_same(e, thresholds))
    return Rulebook(rulebook.id, (*others, thresholds))


def _is_same(one: Thresholds, other: Thresholds) -> bool:
    return (one.standard_id, one.number) == (other.standard_id, other.number)


def _check(rungs: dict[str, Any]) -> None:
    known = FOUNDING.rungs.keys()
    if not isinstance(rungs, dict) or not rungs.keys() <= known:
        raise _malformed("its rungs are not those of the ladder")
    if not all(_is_readable(asked) for asked in rungs.values()):
        raise _malformed("a threshold is a deed and a whole number above zero")


def _is_readable(asked: Any) -> bool:
    return isinstance(asked, dict) and all(
        isinstance(least, int) and not isinstance(least, bool) and least > 0
        for least in asked.values()
    )


def _malformed(why: str) -> Refused:
    return Refused("ladder-malformed", f"the ladder cannot be read: {why}", "阶梯标准无法识别")


def in_force(rulebook: Rulebook | None, *, on: date, division: str) -> Thresholds:
    """Give the ladder that held in a place on a day: the latest that had come into force there."""
    held = [
        edition
        for edition in (rulebook.editions if rulebook else ())
        if edition.in_force_from <= on and within(division, edition.division)
    ]
    return max(held, key=lambda e: (e.in_force_from, e.number), default=FOUNDING)
