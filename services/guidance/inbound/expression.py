"""What guidance reads of expression: how topics move through the loop, and who took part in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 6, 3, 1, 30, tzinfo=UTC)
TOPIC = "the topic"
PLACE = "the place the topic is about"
ORIGIN = "resident, or import where the deliberation was held elsewhere"


@dataclass(frozen=True)
class FromExpression(Inbound):
    """What expression announces."""

    producer: ClassVar[str] = "expression"


@dataclass(frozen=True)
class TopicRaised(FromExpression):
    """A resident raised a topic."""

    topic_id: str = described("topic-1", TOPIC)
    raised_by: str = described(RESIDENT, "who raised it")
    title: str = described("3号门停车", "the topic in one line")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)
    screened_here: bool = described(
        True, "whether this place owes it an answer, whoever raised it", default=False
    )


@dataclass(frozen=True)
class TopicScreened(FromExpression):
    """A topic was taken up."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicDeclined(FromExpression):
    """A topic was not taken up, for a published reason."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicMerged(FromExpression):
    """A topic went on within another."""

    topic_id: str = described("topic-2", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class StatementMade(FromExpression):
    """Somebody spoke on a topic."""

    topic_id: str = described("topic-1", TOPIC)
    made_by: str = described(RESIDENT, "who spoke")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class VoteCast(FromExpression):
    """Somebody voted on a statement or on the resolution."""

    topic_id: str = described("topic-1", TOPIC)
    voter_id: str = described(RESIDENT, "who voted")
    choice: str = described("agree", "agree, disagree or pass")
    origin: str = described("resident", ORIGIN)
    cast_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ConsultationAnswered(FromExpression):
    """A resident answered a special consultation for the first time."""

    topic_id: str = described("topic-1", TOPIC)
    resident_id: str = described(RESIDENT, "who answered")
    answered_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ConsultationResultPublished(FromExpression):
    """A special consultation closed, and what residents answered is public."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ResolutionPublished(FromExpression):
    """Residents decided, and the decision is public."""

    topic_id: str = described("topic-1", TOPIC)
    lead_id: str | None = described("center-dali", "the organization asked to lead, if named")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class StepOverdue(FromExpression):
    """A promised day has passed without the step that was promised."""

    topic_id: str = described("topic-1", TOPIC)
    step: str = described("screening", "the step that is late")
    owner: str = described(COMMUNITY, "who owes it")
    level: int = described(1, "1 for the first deadline missed, 2 and 3 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, PLACE)
    told: str = described("", "who is told at this level, where the event names them", default="")


@dataclass(frozen=True)
class ExecutionReported(FromExpression):
    """Those who carry out a resolution said how far they are."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicClosed(FromExpression):
    """A topic came to its end."""

    topic_id: str = described("topic-1", TOPIC)
    monitors: list[str] = described([RESIDENT], "residents who watched the execution")
    satisfied: bool = described(True, "whether those who raised it are satisfied")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReopened(FromExpression):
    """Those who raised a topic found it not done."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)
