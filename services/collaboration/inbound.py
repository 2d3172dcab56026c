"""What collaboration reads of the others' events: only the fields it needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from chassis.events import Inbound, described

from .events import TargetKind

COMMUNITY = "440605124004"
MORNING = datetime(2019, 6, 2, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class ResidentRegistered(Inbound):
    """A resident can from now on be invited."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    division: str = described(COMMUNITY, "where the resident lives")
    groups: list[str] = described(["youth", "newcomer"], "groups the resident belongs to")


@dataclass(frozen=True)
class ResidentErased(Inbound):
    """A resident is to be forgotten."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class SpaceVisited(Inbound):
    """A resident came to a space that an organization keeps."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the visitor")
    host_id: str | None = described("center-dali", "the organization keeping the space")
    division: str = described(COMMUNITY, "where the space is")


@dataclass(frozen=True)
class ActivityAttended(Inbound):
    """A resident took part in an activity that an organization holds."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "who attended")
    host_id: str | None = described("center-dali", "the organization holding the activity")
    division: str = described(COMMUNITY, "where it was held")


@dataclass(frozen=True)
class HoursCredited(Inbound):
    """A resident gave time to an organization's service."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "who served")
    minutes: int = described(90, "for how long")
    organization_id: str | None = described("volunteer_team-tangzhong", "the organization served")
    division: str = described(COMMUNITY, "where the time was given")


@dataclass(frozen=True)
class AffairCompleted(Inbound):
    """A resident, often a building captain, settled a public affair."""

    producer: ClassVar[str] = "participation"
    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described("r-1001", "who settled it")
    team_id: str | None = described("building_captains-tangzhong", "the team that took it on")
    division: str = described(COMMUNITY, "where it was settled")


@dataclass(frozen=True)
class ResidentSteppedUp(Inbound):
    """A resident reached the next rung of the ladder."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    rung: str = described("activity", "the rung reached")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class SpaceIdleFound(Inbound):
    """A public space stands unused."""

    producer: ClassVar[str] = "participation"
    space_id: str = described("space-1", "the space")
    kind: str = described("youth_home", "its kind")
    idle_days: int = described(30, "days without a visit")
    division: str = described(COMMUNITY, "where it is")


@dataclass(frozen=True)
class CommunityFlaggedWeak(Inbound):
    """A community was found weak and needs help."""

    producer: ClassVar[str] = "participation"
    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("no residents' meeting for a year", "why it was flagged")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityRecovered(Inbound):
    """A weak community is well again."""

    producer: ClassVar[str] = "participation"
    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class TopicScreened(Inbound):
    """A topic passed the screening; some categories want an adviser's opinion."""

    producer: ClassVar[str] = "expression"
    topic_id: str = described("topic-1", "the topic")
    title: str = described("parking at gate 3", "in one sentence")
    category: str = described("parking", "its category")
    wants_advice: bool = described(True, "whether an adviser is to be asked")
    division: str = described(COMMUNITY, "where it was raised")


@dataclass(frozen=True)
class ResolutionPublished(Inbound):
    """Residents resolved what is to be done: bodies now carry it out jointly."""

    producer: ClassVar[str] = "expression"
    topic_id: str = described("topic-1", "the topic")
    title: str = described("parking at gate 3", "in one sentence")
    lead_id: str | None = described("center-dali", "the body asked to lead, if named")
    due_on: date = described(date(2019, 7, 31), "the last day promised")
    division: str = described(COMMUNITY, "where it is to be carried out")


@dataclass(frozen=True)
class TopicClosed(Inbound):
    """Those who raised a topic confirmed that it was carried out."""

    producer: ClassVar[str] = "expression"
    topic_id: str = described("topic-1", "the topic")
    division: str = described(COMMUNITY, "where it was raised")


@dataclass(frozen=True)
class TopicReopened(Inbound):
    """Those who raised a topic found it not carried out."""

    producer: ClassVar[str] = "expression"
    topic_id: str = described("topic-1", "the topic")
    reason: str = described("the lines were painted over", "what is still missing")
    division: str = described(COMMUNITY, "where it was raised")


@dataclass(frozen=True)
class StandardPublished(Inbound):
    """Officials changed the rules, in force from a date."""

    producer: ClassVar[str] = "guidance"
    standard_id: str = described("standard-1", "the standard")
    number: int = described(1, "its version")
    in_force_from: date = described(date(2019, 1, 1), "the first day it holds")
    rules: dict[str, Any] = described({"invitations": {"days": 7}}, "the rules by section")
    division: str = described("440605", "where it holds")


@dataclass(frozen=True)
class StepSuggested(Inbound):
    """Guidance found the next small step for a resident."""

    producer: ClassVar[str] = "guidance"
    suggestion_id: str = described("sug-1", "the suggestion")
    resident_id: str = described("r-1001", "for whom")
    target_kind: TargetKind = described("activity", "what kind of step")
    target_id: str = described("act-1", "the step itself")
    reason: str = described("three visits to the space next door", "why this step")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class NudgeIssued(Inbound):
    """A body is reminded of what it owes."""

    producer: ClassVar[str] = "guidance"
    nudge_id: str = described("nudge-1", "the nudge")
    owner: str = described("center-dali", "who is to act")
    about_id: str = described("topic-1", "what it is about")
    reason: str = described("screening is two days late", "what is owed")
    level: int = described(1, "one for the owner, two for the level above")
    division: str = described(COMMUNITY, "where it is owed")
