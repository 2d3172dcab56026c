"""矛盾化解: a dispute in mediation, as far as anybody may know of it; what it says is sealed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from ...events import DisputeOpened
from ..places import staff_of
from ..rules.calendar import ONE_DAY, day_of, end_of
from ..rules.rulebook import Rules
from .file import CaseFile, Line

SYSTEM = "system"


class DisputeKind(StrEnum):
    """What disputes are about, as they are counted."""

    EQUITY = "equity"
    FALLING_OBJECTS = "falling_objects"
    PARKING = "parking"
    NEIGHBORS = "neighbors"
    PROPERTY = "property"
    FAMILY = "family"
    LAND = "land"
    DAMAGES = "damages"
    LABOR = "labor"
    CONTRACT = "contract"
    OTHER = "other"


class DisputeStage(StrEnum):
    """Where a dispute stands; what is only asked for is not a case yet."""

    ASKED = "asked"
    OPENED = "opened"
    MEDIATING = "mediating"
    SETTLED = "settled"
    ENDED = "ended"


class Due(StrEnum):
    """What is owed next in a dispute."""

    ACCEPTANCE = "acceptance"
    ASSIGNMENT = "assignment"
    SESSION = "session"
    SETTLEMENT = "settlement"
    FOLLOW_UP = "follow_up"


class Ending(StrEnum):
    """How a mediation ended."""

    SETTLED = "settled"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


@dataclass(frozen=True)
class Seat:
    """A mediator of a dispute; before the declaration of interests they may see the parties."""

    mediator_id: str
    seated_at: datetime
    declared_at: datetime | None = None


@dataclass(frozen=True)
class Dispute:
    """A dispute without a word of what it is about: of those it names there are marks.

    `named` marks who may read the file, `mentioned` everybody whose id stands in it.
    """

    id: str
    division: str
    kind: DisputeKind
    clerk: str
    opened_at: datetime
    topic_id: str | None = None
    stage: DisputeStage = DisputeStage.OPENED
    step: Due | None = None
    owner: str | None = None
    due_at: datetime | None = None
    overdue_level: int = 0
    alarm_at: datetime | None = None
    named: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    limit_at: datetime | None = None
    extended: bool = False
    effective_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    declined: str | None = None
    keep_until: datetime | None = None
    destroyed_at: datetime | None = None

    @property
    def mediators(self) -> tuple[str, ...]:
        """Name those who declared that no interest of theirs is touched."""
        return tuple(seat.mediator_id for seat in self.seats if seat.declared_at)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Name those who have not declared yet."""
        return tuple(seat.mediator_id for seat in self.seats if not seat.declared_at)


@dataclass(frozen=True)
class Case:
    """A dispute with its file, opened."""

    dispute: Dispute
    file: CaseFile

    def moved(self, line: Line, **changes: Any) -> "Case":
        """Change the dispute, and write into its file who did what, when and why."""
        file = replace(self.file, history=(*self.file.history, line))
        return Case(replace(self.dispute, **changes), file)

    @property
    def mentions(self) -> frozenset[str]:
        """Name everybody whose id stands in the case, whatever they are in it."""
        parties = [who for one in self.file.parties for who in (*one.people, *one.kin)]
        seats = [one.mediator_id for one in self.dispute.seats]
        gone = [one.mediator_id for one in self.file.stood_down]
        lines = [one.actor for one in self.file.history]
        entered = [one.entered_by for one in self.file.facts]
        present = [who for one in self.file.sessions for who in one.present]
        found = [*parties, *seats, *gone, *lines, *entered, *present]
        return frozenset([*found, *self.dispute.wanted]) - {SYSTEM, *self.file.refs}

    def filed(self, **changes: Any) -> "Case":
        """Change what is in the file."""
        return Case(self.dispute, replace(self.file, **changes))


def open_dispute(
    dispute: Dispute, file: CaseFile, *, wanted: tuple[str, ...], rules: Rules
) -> tuple[Case, list[DisputeOpened]]:
    """Open a case: mediators are asked, and the place owes that one of them takes it on."""
    now = dispute.opened_at
    case = Case(dispute, file).moved(
        Line(now, "opened", dispute.clerk, clause=rules.clauses["mediation"]),
        wanted=wanted,
        **owed_by(staff_of(dispute.division), Due.ASSIGNMENT, days(rules, "assignment_days", now)),
    )
    announced = DisputeOpened(
        dispute_id=dispute.id,
        kind=dispute.kind,
        mediators_wanted=list(wanted),
        division=dispute.division,
    )
    return case, [announced]


def is_a_case(dispute: Dispute | None) -> bool:
    """Tell whether somebody took a dispute to mediation; what is only asked for has no clerk."""
    return dispute is not None and bool(dispute.clerk)


def owed_by(owner: str, step: Due, due_at: datetime) -> dict[str, Any]:
    """Say what is owed next, by whom and by when; the alarm is set to that moment."""
    return {"step": step, "owner": owner, "due_at": due_at, "overdue_level": 0, "alarm_at": due_at}


NOTHING_OWED: dict[str, Any] = {
    "step": None,
    "owner": None,
    "due_at": None,
    "overdue_level": 0,
    "alarm_at": None,
}


def days(rules: Rules, name: str, start: datetime) -> datetime:
    """Give the end of the last working day of a term that the standard sets."""
    return rules.days_after(rules.mediation[name], start)


def calendar_days(rules: Rules, name: str, start: datetime) -> datetime:
    """Give the end of a term that counts every day, as the time to mediate does."""
    return end_of(day_of(start) + rules.mediation[name] * ONE_DAY)


def owner_of(dispute: Dispute) -> str:
    """Name who owes what comes next: the first mediator, or the place where there is none."""
    return next(iter(dispute.mediators), staff_of(dispute.division))
