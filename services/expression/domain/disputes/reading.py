"""Who may read a case file, and as what; to everybody else the case does not exist."""

from dataclasses import dataclass
from enum import StrEnum

from chassis.errors import Forbidden, NotFound

from .dispute import Case, Dispute
from .file import CaseFile, Party


class Named(StrEnum):
    """What somebody is in a case."""

    CLERK = "clerk"
    MEDIATOR = "mediator"
    CANDIDATE = "candidate"
    PARTY = "party"


WORKING = (Named.CLERK, Named.MEDIATOR)
EVERYBODY = (*WORKING, Named.PARTY)


@dataclass(frozen=True)
class Reader:
    """Who asks for a case: their id, its mark, and whether they are staff of the place."""

    id: str
    mark: str
    covers: bool


def require_named(dispute: Dispute | None, dispute_id: str, reader: Reader) -> Dispute:
    """Give a case to those it names; to all others it is as if there were none."""
    if dispute is None or reader.mark not in dispute.named:
        raise NotFound("disputes", dispute_id)
    if dispute.clerk == reader.id and not reader.covers and not _is_seated(dispute, reader.id):
        raise NotFound("disputes", dispute_id)
    return dispute


def named_as(dispute: Dispute, who: str) -> Named:
    """Say what somebody who may open a case is in it."""
    if dispute.clerk == who:
        return Named.CLERK
    if who in dispute.mediators:
        return Named.MEDIATOR
    return Named.CANDIDATE if who in dispute.candidates else Named.PARTY


def require_as(case: Case, who: str, *allowed: Named) -> Named:
    """Refuse what somebody does in a case that is not theirs to do."""
    named = named_as(case.dispute, who)
    if named in allowed:
        return named
    if named is Named.CANDIDATE:
        raise Forbidden(
            "declaration-missing",
            "declare first whether an interest of yours is touched",
            "请先就是否存在利害关系作出声明",
        )
    listed = ", ".join(allowed)
    raise Forbidden(
        "not-yours-to-do",
        f"this is done by: {listed}; you are {named}",
        f"该事项由以下人员办理：{listed}；您是 {named}",
    )


def party_of(case: Case, who: str, ref: str | None) -> Party:
    """Give the party somebody acts for: their own, or as clerk or mediator the one they name."""
    if named_as(case.dispute, who) in WORKING:
        return party_by(case.file, ref)
    own = [party for party in case.file.parties if who in party.people]
    if not own or (ref is not None and ref not in {party.ref for party in own}):
        raise Forbidden("not-your-party", "you speak for yourself only", "您只能代表本方")
    return own[0] if ref is None else party_by(case.file, ref)


def party_by(file: CaseFile, ref: str | None) -> Party:
    """Find a party by the name it has in the file."""
    found = next((party for party in file.parties if party.ref == ref), None)
    if found is None:
        listed = ", ".join(file.refs)
        raise Forbidden(
            "party-unknown",
            f"party is one of: {listed}",
            f"当事人须为以下之一：{listed}",
            field="party",
        )
    return found


def shown_to(case: Case, who: str) -> CaseFile:
    """Give what somebody may read: all of it, or to who has not declared yet, the parties."""
    if named_as(case.dispute, who) is not Named.CANDIDATE:
        return case.file
    return CaseFile(case.file.id, "", "", parties=case.file.parties)


def _is_seated(dispute: Dispute, who: str) -> bool:
    return any(seat.mediator_id == who for seat in dispute.seats)
