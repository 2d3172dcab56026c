"""What guidance reads of collaboration: who joined, what invitations led to, what bodies did."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
HOME = "where the resident lives"
TARGET = "activity, organization, shift, affair or deliberation"
SUGGESTION = "the suggestion that led to it, if any"
LEAD = "the leading body, if one took it"


@dataclass(frozen=True)
class FromCollaboration(Inbound):
    """What collaboration announces."""

    producer: ClassVar[str] = "collaboration"


@dataclass(frozen=True)
class OrganizationRegistered(FromCollaboration):
    """A body now takes part, or its entry was corrected."""

    organization_id: str = described("volunteers-tangzhong", "the organization")
    name: str = described("塘中志愿队", "its public name")
    kind: str = described("volunteer_team", "what kind of body it is")
    serves: list[str] = described([COMMUNITY], "divisions it serves beyond where it stands")
    division: str = described(COMMUNITY, "where it stands")


@dataclass(frozen=True)
class MemberJoined(FromCollaboration):
    """A resident joined an organization."""

    resident_id: str = described(RESIDENT, "who joined")
    organization_id: str = described("volunteers-tangzhong", "the organization joined")
    division: str = described(COMMUNITY, "where the organization stands")


@dataclass(frozen=True)
class InvitationIssued(FromCollaboration):
    """A resident was invited."""

    target_kind: str = described("activity", TARGET)
    division: str = described(COMMUNITY, HOME)


@dataclass(frozen=True)
class InvitationAccepted(FromCollaboration):
    """An invited resident said yes."""

    target_kind: str = described("activity", TARGET)
    target_id: str = described("activity-1", "what the invitation was to")
    suggestion_id: str | None = described("sug-1", SUGGESTION)
    division: str = described(COMMUNITY, HOME)


@dataclass(frozen=True)
class InvitationDeclined(FromCollaboration):
    """An invited resident said no."""

    target_kind: str = described("activity", TARGET)
    target_id: str = described("activity-1", "what the invitation was to")
    suggestion_id: str | None = described("sug-1", SUGGESTION)
    division: str = described(COMMUNITY, HOME)


@dataclass(frozen=True)
class InvitationExpired(FromCollaboration):
    """An invitation lapsed before the resident answered."""

    target_kind: str = described("activity", TARGET)
    target_id: str = described("activity-1", "what the invitation was to")
    suggestion_id: str | None = described("sug-1", SUGGESTION)
    division: str = described(COMMUNITY, HOME)


@dataclass(frozen=True)
class TaskProgressed(FromCollaboration):
    """A joint task reached a milestone."""

    task_id: str = described("task-1", "the joint task")
    lead_id: str | None = described("center-dali", LEAD)
    division: str = described(COMMUNITY, "where it is carried out")


@dataclass(frozen=True)
class TaskCompleted(FromCollaboration):
    """A joint task is done."""

    task_id: str = described("task-1", "the joint task")
    lead_id: str | None = described("center-dali", LEAD)
    division: str = described(COMMUNITY, "where it was carried out")


@dataclass(frozen=True)
class AdviceDelivered(FromCollaboration):
    """An adviser gave an opinion on a topic."""

    adviser_id: str = described("adviser-07", "the adviser")
    division: str = described(COMMUNITY, "where the topic was raised")
