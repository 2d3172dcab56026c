"""What is sent and shown of shifts and hours."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.hours.ledger import LONGEST_DAY, Grade
from .limits import Code, Identity, Places, Reference, Title


@dataclass(frozen=True)
class OpenShift:
    """What an organization sends to ask for volunteers."""

    title: Title = described("周末探访长者", "what is done")
    organization_id: Identity = described("org-1", "the organization that asks")
    division: Code = described("440605126009", "where")
    starts_at: datetime = described("2019-05-04T09:30:00+08:00", "when it begins")
    ends_at: datetime = described("2019-05-04T11:30:00+08:00", "when it ends")
    places: Places = described(6, "how many volunteers are wanted")


@dataclass(frozen=True)
class Volunteer:
    """What is sent to put a resident on the list of a shift."""

    resident_id: Identity = described("resident-1", "who volunteers")


@dataclass(frozen=True)
class CallShiftOff:
    """What is sent when a shift does not take place."""

    reason: Annotated[str, Length(1, 200)] = described("台风", "why, as volunteers are told")


@dataclass(frozen=True)
class CreditHours:
    """What is sent to enter the time a resident served."""

    resident_id: Identity = described("resident-1", "who served")
    minutes: Annotated[int, Range(1, LONGEST_DAY)] = described(120, "minutes served")
    served_on: date = described("2019-05-04", "day of the service")
    shift_id: Identity | None = described("shift-1", "the shift, if on one", default=None)
    organization_id: Identity | None = described("org-1", "for whom", default=None)
    reference: Reference | None = described(
        "dabu-2019-0042", "your own number; the same again is the same line", default=None
    )


@dataclass(frozen=True)
class ShiftView:
    """A shift as everybody may see it: places, not people."""

    id: str
    division: str
    title: str
    organization_id: str
    starts_at: datetime
    ends_at: datetime
    places: int
    places_left: int
    called_off: str | None = None


@dataclass(frozen=True)
class EntryView:
    """One line of the hours ledger."""

    id: str
    division: str
    resident_id: str
    minutes: int
    served_on: date
    grade: Grade
    shift_id: str | None
    task_id: str | None
    organization_id: str | None
    reverses: str | None
    reason: str | None
    note: str | None
    actor: str | None


@dataclass(frozen=True)
class HoursView:
    """How much a resident served in all."""

    resident_id: str
    minutes: int
    entries: int
