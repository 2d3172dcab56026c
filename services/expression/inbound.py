"""What expression reads of the other services' events: only the fields it needs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 6, 3, 1, 30, tzinfo=UTC)
LINKED = "the topic it belongs to, if any"


@dataclass(frozen=True)
class ResidentRegistered(Inbound):
    """A resident may from now on take part in the deliberations of where they live."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where the resident lives")
    registered_at: datetime = described(MORNING, "when they were registered")


@dataclass(frozen=True)
class ResidentErased(Inbound):
    """A resident is to be forgotten."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class ConsentWithdrawn(Inbound):
    """A resident ends one use of what is known about them."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("expression", "the use that must end")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class ConsentGiven(Inbound):
    """A resident agrees to one use of what is known about them."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("expression", "the use agreed to")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class CommunityFlaggedWeak(Inbound):
    """A community was found weak and needs to hear its residents."""

    producer: ClassVar[str] = "participation"

    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("长期没有议事", "what was found")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityRecovered(Inbound):
    """A weak community has been put right."""

    producer: ClassVar[str] = "participation"

    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class AffairCompleted(Inbound):
    """A resident saw a public affair through."""

    producer: ClassVar[str] = "participation"

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, "who did it")
    kind: str = described("parking", "kind of affair")
    topic_id: str | None = described("topic-1", LINKED)


@dataclass(frozen=True)
class TaskOpened(Inbound):
    """Several bodies took a resolution on as their joint task."""

    producer: ClassVar[str] = "collaboration"

    task_id: str = described("task-1", "the task")
    topic_id: str | None = described("topic-1", LINKED)
    lead_id: str | None = described("center-dali", "the leading body, if one took it")


@dataclass(frozen=True)
class TaskProgressed(Inbound):
    """A joint task reached a milestone."""

    producer: ClassVar[str] = "collaboration"

    task_id: str = described("task-1", "the task")
    topic_id: str | None = described("topic-1", LINKED)
    milestone: str = described("planned", "the milestone reached")
    lead_id: str | None = described("center-dali", "the leading body")


@dataclass(frozen=True)
class TaskCompleted(Inbound):
    """A joint task is done."""

    producer: ClassVar[str] = "collaboration"

    task_id: str = described("task-1", "the task")
    topic_id: str | None = described("topic-1", LINKED)
    lead_id: str | None = described("center-dali", "the leading body")
    summary: str = described("forty spaces marked, ten for visitors", "what was achieved")


@dataclass(frozen=True)
class AdviceDelivered(Inbound):
    """An adviser gave an opinion on a topic."""

    producer: ClassVar[str] = "collaboration"

    advice_id: str = described("advice-topic-1", "the request it answers")
    adviser_id: str = described("adviser-07", "the adviser")
    topic_id: str = described("topic-1", "the topic")
    opinion: str = described("mark visitors' spaces first", "the opinion, for everyone to read")


@dataclass(frozen=True)
class StandardPublished(Inbound):
    """Officials put rules in force from a day on."""

    producer: ClassVar[str] = "guidance"

    standard_id: str = described("plan-2018", "the standard")
    number: int = described(1, "its version")
    in_force_from: date = described(date(2018, 2, 1), "the first day it holds")
    rules: dict[str, Any] = described({"deadlines": {"screening": 3}}, "its rules by section")
    division: str = described("440605", "where it holds")
