"""Service to others: shifts, and the hours given."""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class ShiftOpened(Event):
    """A shift of service looks for volunteers."""

    shift_id: str = described("shift-1", "the shift")
    title: str = described("周末探访长者", "what is done")
    organization_id: str = described("org-mutual-aid", "the organization that asks")
    starts_at: datetime = described(MORNING, "when it begins")
    places: int = described(6, "how many volunteers are wanted")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ShiftCalledOff(Event):
    """A shift does not take place."""

    shift_id: str = described("shift-1", "the shift")
    organization_id: str = described("org-mutual-aid", "the organization that asked")
    reason: str = described("台风", "why, as volunteers are told")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class HoursCredited(Event):
    """Time a resident gave to others is entered in the hours ledger."""

    resident_id: str = described(RESIDENT, WHO)
    entry_id: str = described("hours-1", "the line of the ledger")
    minutes: int = described(120, "minutes served")
    shift_id: str | None = described("shift-1", "the shift, if the time was served on one")
    task_id: str | None = described(None, "the joint task, if the time was served on one")
    organization_id: str | None = described("org-mutual-aid", "for whom the time was served")
    grade: str = described("system", "system: seen on a shift's list; attested: on someone's word")
    served_on: date = described(date(2019, 5, 4), "day of the service")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class HoursReversed(Event):
    """A line of the hours ledger is set to nothing by another that stands against it."""

    resident_id: str = described(RESIDENT, WHO)
    entry_id: str = described("hours-1", "the line that no longer counts")
    reversal_id: str = described("hours-1:reversal", "the line that stands against it")
    minutes: int = described(120, "minutes taken back")
    reason: str = described("mistyped", "mistyped, not_served, entered_twice, falsified or other")
    shift_id: str | None = described("shift-1", "the shift, if the time was entered for one")
    task_id: str | None = described(None, "the joint task, if the time was entered for one")
    organization_id: str | None = described("org-mutual-aid", "for whom the time was entered")
    grade: str = described("system", "grade of the line that no longer counts")
    served_on: date = described(date(2019, 5, 4), "day the line was for")
    division: str = described(COMMUNITY, WHERE)
