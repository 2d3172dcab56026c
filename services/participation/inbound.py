"""What participation reads of the other services' events: only the fields it needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605126009"
WHERE = "official code of the place"
OFFER = "the suggestion behind it, if one was"


@dataclass(frozen=True)
class TopicRaised(Inbound):
    """A resident raised a topic."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    raised_by: str = described("resident-1", "the resident who raised it")
    origin: str = described("resident", "resident, or import for people unknown here")


@dataclass(frozen=True)
class StatementMade(Inbound):
    """A resident spoke on a topic."""

    producer: ClassVar[str] = "expression"

    statement_id: str = described("statement-1", "the statement")
    topic_id: str = described("topic-1", "the topic")
    made_by: str = described("resident-1", "the resident who spoke")
    origin: str = described("resident", "resident, or import for people unknown here")


@dataclass(frozen=True)
class VoteCast(Inbound):
    """A resident voted on a statement or a resolution."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    voter_id: str = described("resident-1", "the resident who voted")
    origin: str = described("resident", "resident, or import for people unknown here")


@dataclass(frozen=True)
class ResolutionPublished(Inbound):
    """A topic was resolved: what was decided can now be done."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    title: str = described("3号门停车", "the topic in one line")
    category: str = described("parking", "category of the topic")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class TopicClosed(Inbound):
    """A topic was confirmed closed by those who raised it."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    monitors: list[str] = described(["resident-1"], "residents who watched its execution")


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
class StandardPublished(Inbound):
    """A standard with its rules is in force from a day on."""

    producer: ClassVar[str] = "guidance"

    standard_id: str = described("plan-2018", "the standard")
    number: int = described(1, "its version; of two from the same day the later one holds")
    in_force_from: date = described(date(2018, 2, 1), "first day it holds")
    rules: dict[str, Any] = described({"ladder": {"space": {"space_visited": 1}}}, "its sections")
    division: str = described("440605", WHERE)


@dataclass(frozen=True)
class StepSuggested(Inbound):
    """Guidance found a next small step that fits a resident."""

    producer: ClassVar[str] = "guidance"

    suggestion_id: str = described("suggestion-1", "the suggestion")
    resident_id: str = described("resident-1", "the resident")
    target_kind: str = described("activity", "what is suggested")
    target_id: str = described("activity-1", "the activity, shift, affair or organization")
    rung: str = described("activity", "the rung it leads to")
    reason: str = described("您附近有新活动", "why this step, in words for the resident")
