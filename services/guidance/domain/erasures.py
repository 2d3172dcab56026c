"""Erasures: residents who asked to be forgotten, and how long late traces are looked for."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LOOK_AGAIN = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))


@dataclass(frozen=True)
class Erasure:
    """A resident to be forgotten; events that were under way may still bring traces."""

    id: str
    division: str
    due_at: datetime | None
    looks: int = 0


def begin(resident_id: str, *, division: str, now: datetime) -> Erasure:
    """Begin to forget a resident."""
    return Erasure(resident_id, division, now)


def swept(erasure: Erasure, *, now: datetime) -> Erasure:
    """Note that no trace is left, and when to look for late ones, until none can come any more."""
    if erasure.looks >= len(LOOK_AGAIN):
        return replace(erasure, due_at=None)
    return replace(erasure, due_at=now + LOOK_AGAIN[erasure.looks], looks=erasure.looks + 1)
