"""Foot in the door: the next small steps offered to a resident, and what became of each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

KEPT = 20


class Fate(StrEnum):
    """What became of an offer."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Step:
    """A next step offered to a resident, by guidance or by an invitation."""

    id: str
    target_kind: str
    target_id: str
    rung: str | None = None
    reason: str = ""
    fate: Fate = Fate.OFFERED
    at: datetime | None = None


@dataclass(frozen=True)
class Steps:
    """The latest steps offered to one resident."""

    id: str
    division: str
    offered: tuple[Step, ...] = ()


def offer(steps: Steps, step: Step) -> Steps:
    """Put a step on a resident's list; one whose fate is known already keeps it."""
    known = _known(steps, step.id)
    if known is not None:
        step = replace(step, fate=known.fate, at=known.at)
    return _with(steps, step)


def settle(steps: Steps, step: Step, fate: Fate) -> Steps:
    """Record what became of an offer, also when the answer came before the offer was heard of."""
    known = _known(steps, step.id) or step
    if known.fate is not Fate.OFFERED:
        return steps
    return _with(steps, replace(known, fate=fate, at=step.at))


def _known(steps: Steps, identity: str) -> Step | None:
    return next((one for one in steps.offered if one.id == identity), None)


def _with(steps: Steps, step: Step) -> Steps:
    if step in steps.offered:
        return steps
    if _known(steps, step.id) is None:
        return replace(steps, offered=(*steps.offered, step)[-KEPT:])
    kept = tuple(step if one.id == step.id else one for one in steps.offered)
    return replace(steps, offered=kept)
