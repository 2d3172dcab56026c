"""What is announced of promises kept, missed, or found unkept."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, RESIDENT, TOPIC


@dataclass(frozen=True)
class StepOverdue(Event):
    """A promised day has passed without the step that was promised."""

    topic_id: str = described("topic-1", TOPIC)
    step: str = described(
        "screening", "screening, discussion, resolution, objection, review or execution"
    )
    owner: str = described(COMMUNITY, "who owes it: a community's staff or an organization")
    level: int = described(1, "1 for the first deadline missed, 2 and 3 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, PLACE)
    told: str = described(COMMUNITY, "who is told at this level: the owner, then above", default="")
    goes_to: str | None = described(
        "440605124", "who is told next if it stays undone; none at the top", default=None
    )


@dataclass(frozen=True)
class ExecutionReported(Event):
    """Those who carry out a resolution said how far they are."""

    topic_id: str = described("topic-1", TOPIC)
    reported_by: str = described("center-dali", "who reported")
    summary: str = described("车位已划线", "what was done")
    done: bool = described(True, "whether they hold it to be finished")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicClosed(Event):
    """A topic came to its end: confirmed by those who raised it, or unanswered for too long."""

    topic_id: str = described("topic-1", TOPIC)
    confirmed_by: str = described(RESIDENT, "who confirmed; `lapse` where nobody answered in time")
    monitors: list[str] = described([RESIDENT], "residents who watched the execution")
    satisfied: bool = described(True, "whether those who raised it said that they are satisfied")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReopened(Event):
    """Those who raised a topic found it not done: the execution begins again."""

    topic_id: str = described("topic-1", TOPIC)
    reopened_by: str = described(RESIDENT, "who reopened it")
    reason: str = described("访客车位没有划", "what is missing")
    division: str = described(COMMUNITY, PLACE)
