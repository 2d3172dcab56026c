"""Who mediates in a case: seated when they accept, mediating once they declared no interest."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused

from ..places import staff_of
from ..rules.rulebook import Rules
from .dispute import (
    Case,
    Dispute,
    DisputeStage,
    Due,
    Seat,
    calendar_days,
    days,
    owed_by,
    owner_of,
)
from .facts import require_open
from .file import Line, StoodDown


class Interest(StrEnum):
    """What a mediator declares of their own part in a case."""

    NONE = "none"
    PARTY = "party"
    KIN = "kin"
    HOUSEHOLD = "household"
    STAKE = "stake"
    OTHER = "other"


def seat(case: Case, mediator_id: str, line: Line, *, mark: str, most: int) -> Case:
    """Seat a mediator who is free for the case; they declare their interests next."""
    require_open(case)
    if mediator_id in {one.mediator_id for one in case.dispute.seats}:
        return case
    if len(case.dispute.seats) >= most:
        raise Refused("seats-taken", f"{most} mediators are seated", f"已有{most}名调解员")
    return case.moved(
        line,
        seats=(*case.dispute.seats, Seat(mediator_id, line.at)),
        named=(*case.dispute.named, mark),
    )


def declare(case: Case, mediator_id: str, line: Line, *, rules: Rules) -> Case:
    """Take a mediator's word that no interest of theirs is touched: from now on they mediate."""
    require_open(case)
    if mediator_id not in case.dispute.candidates:
        raise Refused("declared-already", "this was declared already", "已作出声明")
    declared = case.moved(line, seats=_declared(case, mediator_id, line.at))
    if case.dispute.stage is not DisputeStage.OPENED:
        return declared
    owed = owed_by(owner_of(declared.dispute), Due.SESSION, days(rules, "session_days", line.at))
    begun = replace(
        declared.dispute,
        stage=DisputeStage.MEDIATING,
        limit_at=calendar_days(rules, "limit_days", line.at),
        **owed,
    )
    return Case(begun, declared.file)


def stand_down(case: Case, mediator_id: str, line: Line, *, mark: str, rules: Rules) -> Case:
    """Let a mediator go, for a reason; a case without any waits for one again."""
    require_open(case)
    if not line.reason.strip():
        raise Invalid("reason-missing", "say why", "请说明理由", field="words")
    left = case.filed(
        stood_down=(*case.file.stood_down, StoodDown(mediator_id, line.at, line.reason))
    ).moved(
        line,
        seats=tuple(one for one in case.dispute.seats if one.mediator_id != mediator_id),
        named=tuple(one for one in case.dispute.named if one != mark),
    )
    return _without_mediator(left, line.at, rules)


def busy(dispute: Dispute | None) -> frozenset[str]:
    """Name the mediators who have a case to do; one that has ended is none."""
    if dispute is None or dispute.stage is DisputeStage.ENDED:
        return frozenset()
    return frozenset(dispute.mediators)


def _without_mediator(case: Case, now: datetime, rules: Rules) -> Case:
    """Say what is owed once a mediator has gone: another one, or the same by who is left."""
    dispute = case.dispute
    if dispute.mediators or dispute.stage is DisputeStage.OPENED:
        return Case(replace(dispute, owner=_still(dispute.owner, case)), case.file)
    if dispute.stage is DisputeStage.SETTLED:
        return Case(replace(dispute, owner=staff_of(dispute.division)), case.file)
    owed = owed_by(staff_of(dispute.division), Due.ASSIGNMENT, days(rules, "assignment_days", now))
    waiting = replace(dispute, stage=DisputeStage.OPENED, **owed)
    return Case(waiting, case.file)


def _still(owner: str | None, case: Case) -> str | None:
    staff = staff_of(case.dispute.division)
    return owner if owner in (None, staff, *case.dispute.mediators) else owner_of(case.dispute)


def _declared(case: Case, mediator_id: str, now: datetime) -> tuple[Seat, ...]:
    return tuple(
        replace(one, declared_at=now) if one.mediator_id == mediator_id else one
        for one in case.dispute.seats
    )
