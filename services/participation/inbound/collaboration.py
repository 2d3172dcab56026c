"""What participation reads of collaboration: joining, invitations, joint tasks."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY, OFFER, WHERE


@dataclass(frozen=True)
class MemberJoined(Inbound):
    """A resident joined an organization."""

    producer: ClassVar[str] = "collaboration"

    resident_id: str = described("resident-1", "the resident")
    organization_id: str = described("org-1", "the organization")


@dataclass(frozen=True)
class InvitationIssued(Inbound):
    """A resident was invited, by people, by guidance or for a step they made."""

    producer: ClassVar[str] = "collaboration"

    invitation_id: str = described("invitation-1", "the invitation")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what the invitation is to")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    suggestion_id: str | None = described("suggestion-1", OFFER)
    reason: str = described("您参加过社区活动", "why this resident is invited")


@dataclass(frozen=True)
class InvitationAccepted(Inbound):
    """A resident accepted an invitation."""

    producer: ClassVar[str] = "collaboration"

    invitation_id: str = described("invitation-1", "the invitation")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what the invitation is to")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    suggestion_id: str | None = described("suggestion-1", OFFER)


@dataclass(frozen=True)
class InvitationDeclined(Inbound):
    """A resident declined an invitation."""

    producer: ClassVar[str] = "collaboration"

    invitation_id: str = described("invitation-1", "the invitation")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what the invitation was to")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    suggestion_id: str | None = described("suggestion-1", OFFER)


@dataclass(frozen=True)
class InvitationExpired(Inbound):
    """Nobody answered an invitation in time."""

    producer: ClassVar[str] = "collaboration"

    invitation_id: str = described("invitation-1", "the invitation")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what the invitation was to")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    suggestion_id: str | None = described("suggestion-1", OFFER)


@dataclass(frozen=True)
class Served:
    """How long one resident worked on a joint task."""

    resident_id: str = described("resident-1", "the resident")
    minutes: int = described(90, "minutes served")


@dataclass(frozen=True)
class TaskCompleted(Inbound):
    """A joint task was completed, and it is known who served on it."""

    producer: ClassVar[str] = "collaboration"

    task_id: str = described("task-1", "the task")
    lead_id: str | None = described("org-1", "the organization that led it")
    served: list[Served] = described([{"resident_id": "resident-1", "minutes": 90}], "who served")
    division: str = described(COMMUNITY, WHERE)
    round: int = described(1, "one more each time its topic was reopened", default=1)


@dataclass(frozen=True)
class MembershipsForgotten(Inbound):
    """An erased resident belongs to nothing and is invited to nothing any more."""

    producer: ClassVar[str] = "collaboration"

    resident_id: str = described("resident-1", "the resident")
    cut_off: dict[str, int] = described({"votes": 12}, "how much was cut off, by kind")
    forgotten_at: datetime = described(datetime(2019, 6, 3, 1, tzinfo=UTC), "when it was done")


@dataclass(frozen=True)
class SpaceTakenUp(Inbound):
    """An organization took up an idle space that was offered to it."""

    producer: ClassVar[str] = "collaboration"

    space_id: str = described("space-1", "the space")
    organization_id: str = described("org-1", "who keeps it from now on")
