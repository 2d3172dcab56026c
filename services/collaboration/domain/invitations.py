"""Invitations (邀请函): issued by people and by guidance, accepted, declined or lapsed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ..events import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    TargetKind,
)
from .invitees import ERASED, Invitee, OpenInvitation


class Status(StrEnum):
    """Where an invitation stands."""

    ISSUED = "issued"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Issuer(StrEnum):
    """Who invites."""

    PEOPLE = "people"
    GUIDANCE = "guidance"
    LADDER = "ladder"


@dataclass(frozen=True)
class Invitation:
    """One resident invited to one thing, with the reason, until a day."""

    id: str
    division: str
    resident_id: str
    target_kind: TargetKind
    target_id: str
    reason: str
    issued_by: Issuer
    issued_at: datetime
    expires_at: datetime
    suggestion_id: str | None = None
    status: Status = Status.ISSUED
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Wording:
    """What an invitation says: to what, why, who asks, and which suggestion led to it."""

    target_kind: TargetKind
    target_id: str
    reason: str
    issued_by: Issuer
    suggestion_id: str | None = None


Decision = tuple[Invitation, list[Event]]
Answer = type[InvitationAccepted | InvitationDeclined | InvitationExpired]


def identity(suggestion_id: str | None, *, fresh_id: str) -> str:
    """Give the invitation behind a suggestion the same id however often it is suggested."""
    return f"invitation-{suggestion_id}" if suggestion_id else fresh_id


def check_open_to_all(target_kind: TargetKind) -> None:
    """Refuse to invite to a case by hand: who mediates is chosen where conflicts are known."""
    if target_kind is TargetKind.DISPUTE:
        raise Refused(
            "mediators-chosen-elsewhere",
            "mediators are asked from the roster when a case is opened",
            "调解员由纠纷受理时从名册中邀请",
            field="target_kind",
        )


def issue(
    invitee: Invitee, *, invitation_id: str, wording: Wording, days: int, now: datetime
) -> Decision:
    """Invite a resident, for a number of days."""
    if not invitee.may_be_invited:
        raise Refused(
            "not-eligible",
            "only registered residents who agree can be invited",
            "只能邀请已登记并同意的居民",
        )
    invitation = Invitation(
        id=invitation_id,
        division=invitee.division,
        resident_id=invitee.id,
        issued_at=now,
        expires_at=now + timedelta(days=days),
        **vars(wording),
    )
    return invitation, [_issued(invitation)]


def stand_for(invitation: Invitation, *, suggestion_id: str | None) -> Invitation:
    """Let an open invitation stand for a suggestion of the same: the answer reaches guidance."""
    return replace(invitation, suggestion_id=invitation.suggestion_id or suggestion_id)


def pending(invitation: Invitation) -> OpenInvitation:
    """Note an invitation as its resident's own record keeps it while no answer has come."""
    return OpenInvitation(invitation.id, invitation.target_kind, invitation.target_id)


def accept(invitation: Invitation, *, now: datetime) -> Decision:
    """Take an invitation up, in time."""
    _check_in_time(invitation, now=now)
    return _answer(invitation, Status.ACCEPTED, InvitationAccepted, now=now)


def decline(invitation: Invitation, *, now: datetime) -> Decision:
    """Turn an invitation down."""
    _check_in_time(invitation, now=now)
    return _answer(invitation, Status.DECLINED, InvitationDeclined, now=now)


def has_lapsed(invitation: Invitation, *, now: datetime) -> bool:
    """Tell whether an unanswered invitation's time is over."""
    return invitation.status is Status.ISSUED and invitation.expires_at <= now


def expire(invitation: Invitation, *, now: datetime) -> Decision:
    """Let an invitation lapse that nobody answered."""
    return _answer(invitation, Status.EXPIRED, InvitationExpired, now=now)


def withdraw(invitation: Invitation, *, now: datetime) -> Invitation:
    """Take an invitation back that its resident does not want to have."""
    if invitation.status is not Status.ISSUED:
        return invitation
    return replace(invitation, status=Status.WITHDRAWN, answered_at=now)


def anonymize(invitation: Invitation, *, now: datetime) -> Invitation:
    """Keep an erased resident's invitation for the counts, without whom it was for."""
    return replace(withdraw(invitation, now=now), resident_id=ERASED, reason="")


def _check_in_time(invitation: Invitation, *, now: datetime) -> None:
    if invitation.status is not Status.ISSUED:
        raise Refused(
            "answered-already",
            f"this invitation is {invitation.status.value}",
            f"邀请函状态为 {invitation.status.value}",
        )
    if invitation.expires_at <= now:
        raise Refused("invitation-lapsed", "this invitation has lapsed", "邀请函已过期")


def _answer(invitation: Invitation, status: Status, fact: Answer, *, now: datetime) -> Decision:
    announced = fact(
        invitation_id=invitation.id,
        resident_id=invitation.resident_id,
        target_kind=invitation.target_kind,
        target_id=invitation.target_id,
        suggestion_id=invitation.suggestion_id,
        division=invitation.division,
    )
    return replace(invitation, status=status, answered_at=now), [announced]


def _issued(invitation: Invitation) -> InvitationIssued:
    return InvitationIssued(
        invitation_id=invitation.id,
        resident_id=invitation.resident_id,
        target_kind=invitation.target_kind,
        target_id=invitation.target_id,
        suggestion_id=invitation.suggestion_id,
        reason=invitation.reason,
        expires_at=invitation.expires_at,
        division=invitation.division,
    )
