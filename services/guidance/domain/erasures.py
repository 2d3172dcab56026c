"""Erasures: residents who asked to be forgotten, and how long late traces are looked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chassis.events import Event

from ..events import PointsForgotten

LOOK_AGAIN = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))


@dataclass(frozen=True)
class Erasure:
    """A resident to be forgotten; events that were under way may still bring traces."""

    id: str
    division: str
    due_at: datetime | None
    looks: int = 0
    cut_off: dict[str, int] = field(default_factory=dict)
    receipted_at: datetime | None = None


def begin(resident_id: str, *, division: str, now: datetime) -> Erasure:
    """Begin to forget a resident."""
    return Erasure(resident_id, division, now)


def swept(erasure: Erasure, *, now: datetime) -> Erasure:
    """Note that no trace is left, and when to look for late ones, until none can come any more."""
    if erasure.looks >= len(LOOK_AGAIN):
        return replace(erasure, due_at=None)
    return replace(erasure, due_at=now + LOOK_AGAIN[erasure.looks], looks=erasure.looks + 1)


def cut(erasure: Erasure, cut_off: Mapping[str, int]) -> Erasure:
    """Count what was cut off from a resident."""
    before = erasure.cut_off
    summed = {name: before.get(name, 0) + more for name, more in cut_off.items()}
    return replace(erasure, cut_off={**before, **summed})


def receipt(erasure: Erasure, *, now: datetime) -> tuple[Erasure, list[Event]]:
    """Say once, after the first look that finds nothing more, what was cut off."""
    if erasure.receipted_at:
        return erasure, []
    done = PointsForgotten(erasure.id, erasure.cut_off, now, erasure.division)
    return replace(erasure, receipted_at=now), [done]
