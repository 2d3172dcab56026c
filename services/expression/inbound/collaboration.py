"""What expression hears of collaboration."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

from .words import LINKED


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
class InvitationAccepted(Inbound):
    """Somebody who was invited said yes; to a dispute it is a mediator."""

    producer: ClassVar[str] = "collaboration"

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who accepted")
    target_kind: str = described("dispute", "what kind of thing the invitation was to")
    target_id: str = described("dispute-1", "the thing itself")
