"""Erasures: who was forgotten, which services have confirmed it, and by when they owe it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chassis.events import Event

from ...events import ErasureOverdue

SECTION = "erasure"
# GB/T 35273-2020, 8.5: an account is closed within 15 working days; we ask for it sooner.
USUAL_DAYS = 15
OTHERS = ("collaboration", "expression", "guidance")
LOOK_AGAIN = timedelta(hours=1)  # a request that was under way may have written one thing more


@dataclass(frozen=True)
class Receipt:
    """A service's word that nothing it keeps leads to the resident any more."""

    service: str
    cut_off: dict[str, int]
    at: datetime


@dataclass(frozen=True)
class Erasure:
    """One resident forgotten, and the receipts for it; its id is the resident's."""

    id: str
    division: str
    asked_at: datetime
    due_at: datetime
    waiting: tuple[str, ...] = OTHERS
    receipts: tuple[Receipt, ...] = ()
    overdue_at: datetime | None = None
    done_at: datetime | None = None
    stand_in: str = ""
    look_at: datetime | None = None
    cut_off: dict[str, int] = field(default_factory=dict)
    cut_off_at: datetime | None = None


def begin(resident_id: str, *, division: str, days: int, now: datetime) -> Erasure:
    """Await the receipts of the other services for a resident forgotten now."""
    due_at = now + timedelta(days=days)
    return Erasure(resident_id, division, asked_at=now, due_at=due_at, look_at=now)


def cut(erasure: Erasure, cut_off: Mapping[str, int]) -> Erasure:
    """Count what was cut off here."""
    names = {**erasure.cut_off, **cut_off}
    summed = {name: erasure.cut_off.get(name, 0) + cut_off.get(name, 0) for name in names}
    return replace(erasure, cut_off={name: number for name, number in summed.items() if number})


def looked(erasure: Erasure, *, now: datetime) -> Erasure:
    """Note a look that found nothing more, and forget the stand-in; there is one other look."""
    again = None if erasure.cut_off_at else now + LOOK_AGAIN
    return replace(erasure, cut_off_at=erasure.cut_off_at or now, look_at=again, stand_in="")


def acknowledge(erasure: Erasure, receipt: Receipt, *, now: datetime) -> Erasure:
    """Keep a service's receipt; a second one of the same service changes nothing."""
    if receipt.service not in erasure.waiting:
        return erasure
    waiting = tuple(name for name in erasure.waiting if name != receipt.service)
    return replace(
        erasure,
        waiting=waiting,
        receipts=(*erasure.receipts, receipt),
        done_at=None if waiting else now,
    )


def expire(erasure: Erasure, *, now: datetime) -> tuple[Erasure, list[Event]]:
    """Say once of an erasure that its deadline has passed, and who has not answered."""
    if erasure.done_at or erasure.overdue_at or now < erasure.due_at:
        return erasure, []
    event = ErasureOverdue(erasure.id, list(erasure.waiting), erasure.due_at, erasure.division)
    return replace(erasure, overdue_at=now), [event]
