"""Shifts of service, and the ledger of the minutes residents gave to others."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import HoursCredited, ShiftOpened
from ..days import served
from ..residents.resident import Resident

LONGEST_DAY = 720


class Grade(StrEnum):
    """How sure we are of an entry: seen on a shift's list, or on someone's word."""

    SYSTEM = "system"
    ATTESTED = "attested"


@dataclass(frozen=True)
class Shift:
    """A shift for which an organization wants volunteers."""

    id: str
    division: str
    title: str
    organization_id: str
    starts_at: datetime
    ends_at: datetime
    places: int
    volunteers: tuple[str, ...] = ()
    called_off: str | None = None

    @property
    def places_left(self) -> int:
        """Say how many more volunteers are wanted."""
        return self.places - len(self.volunteers)


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: so many minutes, on a day, for someone."""

    id: str
    division: str
    resident_id: str
    minutes: int
    served_on: date
    grade: Grade
    shift_id: str | None = None
    task_id: str | None = None
    organization_id: str | None = None
    reverses: str | None = None
    reason: str | None = None
    note: str | None = None
    actor: str | None = None
    posted: bool | None = None


def open_shift(shift: Shift) -> tuple[Shift, list[Event]]:
    """Ask for volunteers."""
    if shift.ends_at <= shift.starts_at:
        raise Invalid(
            "ends-before-it-starts",
            "a shift ends after it starts",
            "班次结束时间须晚于开始时间",
            field="ends_at",
        )
    event = ShiftOpened(
        shift.id,
        shift.title,
        shift.organization_id,
        shift.starts_at,
        shift.places,
        shift.division,
    )
    return shift, [event]


def volunteer(shift: Shift, resident: Resident, *, now: datetime) -> tuple[Shift, list[Event]]:
    """Put a resident on the list of a shift; asking twice changes nothing."""
    if resident.id in shift.volunteers:
        return shift, []
    check_takes_place(shift)
    check_not_over(shift, now)
    if shift.places_left <= 0:
        raise Refused(
            "shift-full", f"all {shift.places} places are taken", f"{shift.places}个名额已满"
        )
    return replace(shift, volunteers=(*shift.volunteers, resident.id)), []


def credit(entry: Entry, shift: Shift | None, *, now: datetime) -> tuple[Entry, list[Event]]:
    """Enter the time a resident served; a shift's list makes it sure, else it is attested."""
    served(entry.served_on, now=now)
    if shift is not None:
        check_takes_place(shift)
    if entry.task_id is None:
        _check_minutes(entry.minutes)
    on_list = shift is not None and entry.resident_id in shift.volunteers
    sure = replace(
        entry,
        posted=True,
        grade=Grade.SYSTEM if on_list else Grade.ATTESTED,
        organization_id=entry.organization_id or (shift.organization_id if shift else None),
    )
    return sure, [_credited(sure)]


def check_takes_place(shift: Shift) -> None:
    """Refuse what concerns a shift that was called off."""
    if shift.called_off is not None:
        raise Refused(
            "shift-called-off",
            f"the shift was called off: {shift.called_off}",
            f"班次已取消：{shift.called_off}",
            field="shift_id",
        )


def check_not_over(shift: Shift, now: datetime) -> None:
    """Refuse what comes too late."""
    if now >= shift.ends_at:
        raise Refused("shift-over", "the shift is over", "该班次已结束")


def same_line(entered: Entry, entry: Entry) -> Entry:
    """Take what was entered before under the same reference; a line is never changed by it."""
    if (entered.resident_id, entered.minutes, entered.served_on) != (
        entry.resident_id,
        entry.minutes,
        entry.served_on,
    ):
        raise Refused(
            "reference-used",
            "another line of the ledger has this reference",
            "该编号已用于另一条服务记录",
        )
    return entered


def _check_minutes(minutes: int) -> None:
    if not 0 < minutes <= LONGEST_DAY:
        raise Invalid(
            "minutes-out-of-range",
            f"an entry is for 1 to {LONGEST_DAY} minutes",
            f"每条服务记录须为1至{LONGEST_DAY}分钟",
            field="minutes",
        )


def _credited(entry: Entry) -> HoursCredited:
    return HoursCredited(
        entry.resident_id,
        entry.id,
        entry.minutes,
        entry.shift_id,
        entry.task_id,
        entry.organization_id,
        entry.grade.value,
        entry.served_on,
        entry.division,
    )
