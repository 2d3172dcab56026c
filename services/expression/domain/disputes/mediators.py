"""调解员: the roster of those who mediate, what they learned, and how many cases they have."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from chassis.errors import Invalid, Refused

from .dispute import DisputeKind

MOST_TRAININGS = 200


class MediatorKind(StrEnum):
    """Where mediators come from."""

    BACKBONE = "backbone"
    WORTHY = "worthy"
    FOLK_GROUP = "folk_group"
    PROFESSIONAL = "professional"


class OnRoster(StrEnum):
    """Where somebody stands on the roster."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    RETIRED = "retired"


@dataclass(frozen=True)
class Training:
    """A course a mediator took (人民调解法 Art. 14)."""

    course: str
    hours: int
    held_on: date
    valid_until: date
    kinds: tuple[DisputeKind, ...] = ()


@dataclass(frozen=True)
class Mediator:
    """Somebody on the roster; of kin and household only marks are kept."""

    id: str
    division: str
    kind: MediatorKind
    on_roster: OnRoster = OnRoster.PROPOSED
    proposed_at: datetime | None = None
    decided_by: str | None = None
    reason: str = ""
    organizations: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    household: str = ""
    trainings: tuple[Training, ...] = ()
    open: int = 0

    def trained_for(self, kind: DisputeKind, day: date) -> bool:
        """Tell whether a course that bears on a kind of dispute is valid on a day."""
        return any(
            one.held_on <= day <= one.valid_until and (not one.kinds or kind in one.kinds)
            for one in self.trainings
        )


def propose_oneself(known: Mediator | None, wish: Mediator) -> Mediator:
    """Put somebody who wants to mediate on the list to be confirmed; who is there is left."""
    if known is None or known.on_roster in (OnRoster.DECLINED, OnRoster.RETIRED):
        kept = replace(known, on_roster=OnRoster.PROPOSED, reason="") if known else wish
        return replace(kept, **_said(wish))
    return known


def enlist(known: Mediator | None, wish: Mediator, *, by: str) -> Mediator:
    """Let staff put somebody on the roster; courses and open cases stay as they are."""
    kept = replace(known or wish, **_said(wish))
    return replace(kept, on_roster=OnRoster.CONFIRMED, decided_by=by, reason="")


def decide(mediator: Mediator, *, accepted: bool, reason: str, by: str) -> Mediator:
    """Confirm who proposed themselves, or say why not; a later no retires from the roster."""
    if not accepted and not reason.strip():
        raise Invalid("reason-missing", "say why not", "请说明理由", field="reason")
    if accepted:
        standing = OnRoster.CONFIRMED
    elif mediator.on_roster is OnRoster.CONFIRMED:
        standing = OnRoster.RETIRED
    else:
        standing = OnRoster.DECLINED
    return replace(mediator, on_roster=standing, reason=reason, decided_by=by)


def train(mediator: Mediator, training: Training, *, today: date) -> Mediator:
    """Record a course that was held; the same course of a day again changes nothing."""
    if training.held_on > today:
        raise Invalid(
            "training-in-the-future",
            "a course is recorded once it was held",
            "培训须已举办方可登记",
            field="held_on",
        )
    if training.valid_until < training.held_on:
        raise Invalid(
            "training-expired",
            "a course is valid from the day it was held on",
            "有效期不能早于培训日期",
            field="valid_until",
        )
    if len(mediator.trainings) >= MOST_TRAININGS:
        raise Refused("roster-full", "no more courses fit", f"最多登记{MOST_TRAININGS}次培训")
    same = (training.course, training.held_on)
    others = tuple(one for one in mediator.trainings if (one.course, one.held_on) != same)
    return replace(mediator, trainings=(*others, training))


def take_cases(mediator: Mediator, more: int) -> Mediator:
    """Count a case a mediator takes on, or has done."""
    return replace(mediator, open=max(0, mediator.open + more))


def _said(wish: Mediator) -> dict[str, Any]:
    return {
        "division": wish.division,
        "kind": wish.kind,
        "organizations": wish.organizations,
        "kin": wish.kin,
        "household": wish.household,
    }
