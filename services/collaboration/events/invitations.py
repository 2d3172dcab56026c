"""Invitations: issued, accepted, declined, lapsed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import Event, described

from .kinds import TargetKind
from .words import COMMUNITY


@dataclass(frozen=True)
class InvitationIssued(Event):
    """A resident was invited, by people or by guidance."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who is invited")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    reason: str = described("three visits to the space next door", "why this resident is invited")
    expires_at: datetime = described(datetime(2019, 6, 9, 1, tzinfo=UTC), "when it lapses")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """An invited resident said yes."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who accepted")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationDeclined(Event):
    """An invited resident said no."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who declined")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationExpired(Event):
    """An invitation lapsed before the resident answered."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who did not answer")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")
