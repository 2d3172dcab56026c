"""Indicators: how a community, a town or a district does, from what events say of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

NO_COUNT = frozenset({"id", "division", "version"})
RATES = {
    "answered": ("topics_answered", "topics_raised"),
    "solved": ("topics_solved", "resolutions"),
    "satisfied": ("topics_satisfied", "topics_solved"),
    "worked": ("topics_worked", "topics_reassessed"),
    "overturned": ("reviews_overturned", "reviews_decided"),
    "screening_hours": ("screening_seconds", "screenings_timed"),
}
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True)
class Indicators:
    """The figures of one place with all places inside it."""

    division: str
    counts: dict[str, int]
    rates: dict[str, float | None]


def of_place(division: str, records: Iterable[Mapping[str, Any]]) -> Indicators:
    """Add up what was counted in a place and inside it, and work out the rates."""
    counts = added(records)
    rates = {name: _rate(counts, *parts) for name, parts in RATES.items()}
    hours = rates["screening_hours"]
    if hours is not None:
        rates["screening_hours"] = round(hours / SECONDS_AN_HOUR, 4)
    return Indicators(division, counts, rates)


def _rate(counts: Mapping[str, int], part: str, whole: str) -> float | None:
    if not counts.get(whole):
        return None
    return round(counts.get(part, 0) / counts[whole], 4)


def added(records: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Add up the numbers of several counters, name by name."""
    sums: dict[str, int] = {}
    for name, value in chain.from_iterable(record.items() for record in records):
        if name not in NO_COUNT and isinstance(value, int):
            sums[name] = sums.get(name, 0) + value
    return dict(sorted(sums.items()))


def by(label: str, records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Add up the numbers of several counters for each value of a label."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        groups.setdefault(str(record[label]), []).append(record)
    return [{label: name, **added(groups[name])} for name in sorted(groups)]
