"""Corrections of the hours ledger: no line is changed or removed, a reversal stands against it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ...events import HoursReversed
from .ledger import Entry


class Reason(StrEnum):
    """Why a line is reversed: a closed list, so that no name is written into an event."""

    MISTYPED = "mistyped"
    NOT_SERVED = "not_served"
    ENTERED_TWICE = "entered_twice"
    FALSIFIED = "falsified"
    OTHER = "other"


@dataclass(frozen=True)
class Correction:
    """Who reverses a line, why, and in their own words what was found."""

    actor: str
    reason: Reason
    note: str | None = None


def reversal_of(entry_id: str) -> str:
    """Name the one reversal a line can have."""
    return f"{entry_id}:reversal"


def reverse(entry: Entry, known: Entry | None, correction: Correction) -> tuple[Entry, list[Event]]:
    """Set a line against another that takes its minutes back; `known` is its reversal, if any."""
    if entry.reverses is not None:
        raise Refused(
            "reversal-stands",
            "a reversal is not reversed: enter the hours anew",
            "冲正记录不可再冲正，请重新记录时长",
        )
    if known is not None:
        raise Refused("already-reversed", "the line is reversed already", "该记录已冲正")
    line = replace(
        entry,
        id=reversal_of(entry.id),
        minutes=-entry.minutes,
        reverses=entry.id,
        reason=correction.reason.value,
        note=correction.note,
        actor=correction.actor,
    )
    return line, [_reversed(entry, line)]


def _reversed(entry: Entry, line: Entry) -> HoursReversed:
    return HoursReversed(
        resident_id=entry.resident_id,
        entry_id=entry.id,
        reversal_id=line.id,
        minutes=entry.minutes,
        reason=str(line.reason),
        shift_id=entry.shift_id,
        task_id=entry.task_id,
        organization_id=entry.organization_id,
        grade=entry.grade.value,
        served_on=entry.served_on,
        division=entry.division,
    )
