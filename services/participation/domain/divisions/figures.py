"""What was done in a place, year by year, under the codes of then or under those of today.

A number is recorded under the code of its day and stays there. Seen with today's codes, what a
merged community has is found under the one it went over into; what was split cannot be divided
and stays under the code that ended. Either way each number stands in one line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chassis.divisions import within

from ..ladder.standing import NOWHERE, Rung
from .division import Division, community_of

MONTH = re.compile(r"([0-9]{4})-[0-9]{2}")
Number = tuple[str, str, str, int]  # of a community: what is counted, in which year, how many
RUNGS = (NOWHERE, *(rung.value for rung in Rung))


class Codes(StrEnum):
    """Under which codes figures are shown: those of the day, or those of today."""

    THEN = "then"
    NOW = "now"


@dataclass(frozen=True)
class Year:
    """What was done in a year: visits to spaces, and lines and minutes of service."""

    visits: int = 0
    minutes: int = 0
    lines: int = 0


@dataclass(frozen=True)
class Line:
    """One community: its years, and where its residents stand today."""

    division: str
    years: dict[str, Year]
    residents: int
    rungs: dict[str, int]


@dataclass(frozen=True)
class Figures:
    """A place with its communities; every total is the sum of their lines."""

    division: str
    codes: Codes
    total: Line
    communities: tuple[Line, ...]


@dataclass(frozen=True)
class Recorded:
    """What is kept of some places: use of spaces, years of service, residents by rung."""

    spaces: Sequence[Mapping[str, Any]]
    service: Sequence[Mapping[str, Any]]
    rungs: Sequence[Mapping[str, Any]]


def heirs_of(merged: Iterable[Division]) -> dict[str, str]:
    """Say for each merged place where it is found today, through every merger since."""
    into = {place.id: place.successors[0] for place in merged}
    return {code: _last(heir, into) for code, heir in into.items()}


def _last(heir: str, into: Mapping[str, str]) -> str:
    while heir in into:
        heir = into[heir]
    return heir


def codes_within(code: str, heirs: Mapping[str, str]) -> list[str]:
    """List the codes under which something may be recorded that is found in a place."""
    return [code, *(ended for ended, heir in heirs.items() if within(heir, code))]


def fold(rows: Iterable[Mapping[str, Any]], heirs: Mapping[str, str]) -> list[dict[str, Any]]:
    """Add the counters of merged communities to those of the ones they went over into."""
    folded: dict[str, Counter[str]] = {}
    for row in rows:
        code = str(row["id"])
        numbers = {name: n for name, n in row.items() if isinstance(n, int)}
        folded.setdefault(heirs.get(code, code), Counter()).update(numbers)
    return [{"id": code, "division": code, **numbers} for code, numbers in folded.items()]


def figures_of(code: str, recorded: Recorded, *, codes: Codes, heirs: Mapping[str, str]) -> Figures:
    """Add up what is recorded of a place, community by community."""
    seen = heirs if codes is Codes.NOW else {}
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for community, name, year, number in _numbers(recorded):
        home = seen.get(community, community)
        if within(home, code):
            counted.setdefault(home, Counter())[name, year] += number
    lines = tuple(_line(home, counted[home]) for home in sorted(counted))
    total: Counter[tuple[str, str]] = Counter()
    for one in counted.values():
        total.update(one)  # a sum of counters would leave out what is below zero
    return Figures(code, codes, _line(code, total), lines)


def _numbers(recorded: Recorded) -> Iterable[Number]:
    yield from (number for row in recorded.spaces for number in _visits(row))
    for row in recorded.service:
        for name in ("minutes", "lines"):
            yield str(row["division"]), name, str(row["year"]), row.get(name, 0)
    for row in recorded.rungs:
        for name in ("residents", *RUNGS):
            yield str(row["id"]), name, "", row.get(name, 0)


def _visits(row: Mapping[str, Any]) -> Iterable[Number]:
    community = community_of(str(row["division"]))
    for name, number in row.items():
        if month := MONTH.fullmatch(name):
            yield community, "visits", month[1], number


def _line(division: str, counted: Mapping[tuple[str, str], int]) -> Line:
    years = sorted({year for _, year in counted if year})
    return Line(
        division=division,
        years={
            year: Year(*(counted.get((name, year), 0) for name in ("visits", "minutes", "lines")))
            for year in years
        },
        residents=counted.get(("residents", ""), 0),
        rungs={name: counted.get((name, ""), 0) for name in RUNGS},
    )
