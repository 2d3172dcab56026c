"""Whom to ask to mediate: nobody in conflict, then the trained, the near, and who has least to do.

A mediator has no part in the case and is not close to who has one (人民调解法 Art. 15; 回避).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chassis.divisions import levels
from chassis.errors import Refused

from .dispute import Dispute
from .file import CaseFile, Party, PartyKind
from .mediators import Mediator, OnRoster

A_BUILDING = 2  # steps below the community


class Conflict(StrEnum):
    """Why somebody does not mediate in a case."""

    PARTY = "party"
    KIN = "kin"
    HOUSEHOLD = "household"
    BUILDING = "building"
    ORGANIZATION = "organization"
    CLERK = "clerk"
    DECLARED = "declared"


IN_CHINESE = {
    Conflict.PARTY: "系当事人",
    Conflict.KIN: "系当事人近亲属",
    Conflict.HOUSEHOLD: "与当事人同户",
    Conflict.BUILDING: "与当事人同楼栋",
    Conflict.ORGANIZATION: "与当事人同属一个组织",
    Conflict.CLERK: "系本案记录人",
    Conflict.DECLARED: "已声明有利害关系",
}


@dataclass(frozen=True)
class Choice:
    """A mediator who could be asked, and what speaks for them."""

    mediator_id: str
    kind: str
    trained: bool
    shared_levels: int
    open: int
    reason_en: str
    reason_zh: str


@dataclass(frozen=True)
class Wanted:
    """What a case asks of a mediator: its state, its file, the day and the most cases at once."""

    dispute: Dispute
    file: CaseFile
    today: date
    load: int


def conflicts(mediator: Mediator, wanted: Wanted) -> tuple[Conflict, ...]:
    """Name every conflict between a mediator and a case; none where there is no tie."""
    found = [tie for party in wanted.file.parties for tie in _ties(mediator, party)]
    if wanted.dispute.clerk == mediator.id:
        found.append(Conflict.CLERK)
    if mediator.id in {one.mediator_id for one in wanted.file.stood_down}:
        found.append(Conflict.DECLARED)
    return tuple(dict.fromkeys(found))


def _ties(mediator: Mediator, party: Party) -> list[Conflict]:
    tied = {
        Conflict.PARTY: mediator.id in party.people,
        Conflict.KIN: mediator.id in party.kin or _share(mediator.kin, party.marks),
        Conflict.HOUSEHOLD: bool(party.household) and party.household == mediator.household,
        Conflict.BUILDING: _same_building(mediator.division, party.home),
        Conflict.ORGANIZATION: _share(mediator.organizations, _bodies(party)),
    }
    return [name for name, is_so in tied.items() if is_so]


def require_free(mediator: Mediator | None, wanted: Wanted, mediator_id: str) -> Mediator:
    """Refuse who is not on the roster, is in conflict, or has too many cases already."""
    if mediator is None or mediator.on_roster is not OnRoster.CONFIRMED:
        raise Refused(
            "not-on-roster",
            f"{mediator_id} is not on the roster of mediators",
            f"{mediator_id} 不在调解员名册中",
            field="mediator_id",
        )
    found = conflicts(mediator, wanted)
    if found:
        en, zh = ", ".join(found), "；".join(IN_CHINESE[one] for one in found)
        raise Refused(
            "mediator-conflict",
            f"{mediator_id} cannot mediate here: {en}",
            f"{mediator_id} 应当回避：{zh}",
            field="mediator_id",
        )
    if mediator.open >= wanted.load:
        raise Refused(
            "mediator-overloaded",
            f"{mediator_id} has {mediator.open} open cases; the standard allows {wanted.load}",
            f"{mediator_id} 在办{mediator.open}件，标准上限为{wanted.load}件",
            field="mediator_id",
        )
    return mediator


def ranked(mediators: Iterable[Mediator], wanted: Wanted) -> list[Choice]:
    """Order those who are free: the trained first, then the nearest, then who has least to do."""
    free = [one for one in mediators if _is_free(one, wanted)]
    choices = [_choice(one, wanted) for one in free]
    return sorted(
        choices, key=lambda one: (not one.trained, -one.shared_levels, one.open, one.mediator_id)
    )


def _is_free(mediator: Mediator, wanted: Wanted) -> bool:
    listed = mediator.on_roster is OnRoster.CONFIRMED and mediator.open < wanted.load
    return listed and not conflicts(mediator, wanted)


def _choice(mediator: Mediator, wanted: Wanted) -> Choice:
    trained = mediator.trained_for(wanted.dispute.kind, wanted.today)
    near = _shared(mediator.division, wanted.file.place)
    en = "trained for this kind" if trained else "no valid training for this kind"
    zh = "受过该类培训" if trained else "无该类有效培训"
    return Choice(
        mediator_id=mediator.id,
        kind=mediator.kind,
        trained=trained,
        shared_levels=near,
        open=mediator.open,
        reason_en=f"no conflict; {en}; shares {near} levels of place; {mediator.open} open cases",
        reason_zh=f"无需回避；{zh}；区划相同{near}级；在办{mediator.open}件",
    )


def _shared(one: str, other: str) -> int:
    pairs = list(zip(levels(one), levels(other), strict=False))
    differing = (number for number, (mine, theirs) in enumerate(pairs) if mine != theirs)
    return next(differing, len(pairs))


def _same_building(one: str, other: str) -> bool:
    return one == other and one.count("-") >= A_BUILDING


def _bodies(party: Party) -> tuple[str, ...]:
    own = (party.id,) if party.kind is PartyKind.ORGANIZATION else ()
    return (*own, *party.organizations)


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    return bool(set(some) & set(others))
