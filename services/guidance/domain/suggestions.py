"""Suggestions: the next small step offered to a resident, its reason, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.events import Event

from ..events import StepSuggested
from .opportunities import Opportunity
from .pathways import Offered, Pathway, offer
from .rules import RUNGS

REASONS = {
    "activity": "您常到社区空间，附近将有活动：{0} / you come to the space nearby, join: {0}",
    "organization": "您参加过社区活动，可以加入：{0} / you took part in activities, join: {0}",
    "shift": "您所在的组织正需要人手：{0} / your organization needs a hand: {0}",
    "affair": "您为邻里服务过，这件公共事务等人认领：{0} / you served neighbors, take on: {0}",
}


class Fate(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Suggestion:
    """One next step offered to one resident, from the rung they stood on."""

    id: str
    resident_id: str
    target_kind: str
    target_id: str
    rung: str
    reason: str
    division: str
    offered_at: datetime
    fate: Fate = Fate.OPEN
    answered_at: datetime | None = None
    worked: bool = False
    lapses_at: datetime | None = None


Offer = tuple[Pathway, Suggestion, list[Event]]


def suggest(
    pathway: Pathway,
    chosen: Opportunity,
    *,
    suggestion_id: str,
    now: datetime,
    open_for: timedelta | None = None,
) -> Offer:
    """Suggest a next step to a resident, and say why."""
    rung = chosen.rung
    suggestion = Suggestion(
        id=suggestion_id,
        resident_id=pathway.id,
        target_kind=chosen.kind,
        target_id=chosen.target_id,
        rung=rung,
        reason=REASONS[chosen.kind].format(chosen.title),
        division=pathway.place,
        offered_at=now,
        lapses_at=now + open_for if open_for else None,
    )
    suggested = StepSuggested(
        suggestion_id=suggestion_id,
        resident_id=pathway.id,
        target_kind=chosen.kind,
        target_id=chosen.target_id,
        rung=RUNGS[RUNGS.index(rung) + 1],
        reason=suggestion.reason,
        division=pathway.division,
    )
    offered = Offered(suggestion_id, chosen.id, rung, now)
    return offer(pathway, offered), suggestion, [suggested]


def answer(suggestion: Suggestion, fate: Fate, *, now: datetime) -> Suggestion:
    """Record what became of a suggestion; the first answer stands."""
    if suggestion.fate is not Fate.OPEN:
        return suggestion
    return replace(suggestion, fate=fate, answered_at=now, lapses_at=None)


def worked(suggestion: Suggestion) -> Suggestion:
    """Record that the resident stepped up after it."""
    return replace(suggestion, worked=True)
