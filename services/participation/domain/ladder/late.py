"""Deeds heard of late: each day is judged by its own ladder, in whatever order they come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby

from .months import added
from .standing import (
    Decision,
    Evidence,
    Rung,
    Standing,
    count,
    highest_reached,
    is_counted,
    record,
    step_up,
)
from .thresholds import Thresholds

LadderOn = Callable[[date], Thresholds]
Reached = tuple[Rung, date]


def record_in_order(standing: Standing, evidence: Evidence, ladder_on: LadderOn) -> Decision:
    """Count a deed; one of a day before others that are known has those days judged anew.

    A ladder of that day must not be met by what was done later, under another.
    """
    if not _is_late(standing, evidence):
        return record(standing, evidence, ladder_on(evidence.on))
    if is_counted(standing, evidence):
        return standing, []
    counted = count(standing, evidence)
    reached = _highest_since(counted, evidence.on, ladder_on)
    if reached is None or (standing.rung and reached[0].height <= standing.rung.height):
        return counted, []
    rung, day = reached
    stepped, events = step_up(_until(counted, day), rung, day, ladder_on(day))
    return replace(stepped, evidence=counted.evidence), events


def _is_late(standing: Standing, evidence: Evidence) -> bool:
    return any(row and row[-1].on > evidence.on for row in standing.evidence.values())


def _highest_since(standing: Standing, first: date, ladder_on: LadderOn) -> Reached | None:
    """Find the highest rung met at the end of a day from the first one on, and the earliest day."""
    best: Reached | None = None
    kept = _kept(standing)
    counts = _before(standing, kept)
    for day, deeds in groupby(kept, key=lambda one: one.on):
        for one in deeds:
            counts = added(counts, one.amounts)
        rung = highest_reached(counts, ladder_on(day)) if day >= first else None
        if rung and (best is None or rung.height > best[0].height):
            best = rung, day
    return best


def _kept(standing: Standing) -> list[Evidence]:
    rows = (one for row in standing.evidence.values() for one in row)
    return sorted(rows, key=lambda one: one.on)


def _before(standing: Standing, kept: list[Evidence]) -> dict[str, int]:
    """Count what was done before the evidence that is kept."""
    counts = dict(standing.counts)
    for one in kept:
        counts = added(counts, one.amounts, -1)
    return counts


def _until(standing: Standing, day: date) -> Standing:
    rows = {
        rung: tuple(one for one in row if one.on <= day) for rung, row in standing.evidence.items()
    }
    return replace(standing, evidence=rows)
