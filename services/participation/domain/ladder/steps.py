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
    known = _known(steps, step.id) or _answered_since(steps, step)
    if known is not None:
        step = replace(step, fate=known.fate, at=known.at)
    return _with(steps, step)


def invite(steps: Steps, step: Step) -> Steps:
    """Put an invitation on the list, unless the same stands there or was answered meanwhile."""
    waiting = any(_is_open(one) and _is_same(one, step) for one in steps.offered)
    if waiting or _known(steps, step.id) or _answered_since(steps, step):
        return steps
    return _with(steps, step)


def settle(steps: Steps, step: Step, fate: Fate) -> Steps:
    """Record what became of an offer, also when the answer came before the offer was heard of.

    Guidance and the neighbors may have had the same idea: one answer settles both.
    """
    asked = [one for one in steps.offered if _is_open(one) and _is_same(one, step)]
    if not asked and _known(steps, step.id) is None:
        asked = [step]
    for one in asked:
        steps = _with(steps, replace(one, fate=fate, at=step.at))
    return steps


def _is_open(step: Step) -> bool:
    return step.fate is Fate.OFFERED


def _is_same(one: Step, other: Step) -> bool:
    """Tell whether two steps are the same offer, or offers of the same thing."""
    target = (other.target_kind, other.target_id)
    return one.id == other.id or (one.target_kind, one.target_id) == target


def _answered_since(steps: Steps, step: Step) -> Step | None:
    """Find the answer to the same thing that was given after this offer was made."""
    answers = (one for one in steps.offered if not _is_open(one) and _is_same(one, step))
    return next((one for one in answers if one.at and step.at and one.at >= step.at), None)


def _known(steps: Steps, identity: str) -> Step | None:
    return next((one for one in steps.offered if one.id == identity), None)


def _with(steps: Steps, step: Step) -> Steps:
    if step in steps.offered:
        return steps
    if _known(steps, step.id) is None:
        return replace(steps, offered=(*steps.offered, step)[-KEPT:])
    kept = tuple(step if one.id == step.id else one for one in steps.offered)
    return replace(steps, offered=kept)
