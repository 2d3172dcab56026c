"""What participation reads of expression: who raised, said and decided what."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY, WHERE


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
class ConsultationAnswered(Inbound):
    """A resident answered a special consultation for the first time."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    resident_id: str = described("resident-1", "the resident who answered")


@dataclass(frozen=True)
class BallotIssued(Inbound):
    """A resident takes part in a secret vote; what they choose nobody learns."""

    producer: ClassVar[str] = "expression"

    topic_id: str = described("topic-1", "the topic")
    voter_id: str = described("resident-1", "the resident who takes part")


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
class VoicesForgotten(Inbound):
    """What an erased resident said and voted is nobody's from now on."""

    producer: ClassVar[str] = "expression"

    resident_id: str = described("resident-1", "the resident")
    cut_off: dict[str, int] = described({"votes": 12}, "how much was cut off, by kind")
    forgotten_at: datetime = described(datetime(2019, 6, 3, 1, tzinfo=UTC), "when it was done")
