"""What guidance reads of what befalls a topic on its way: notice, review, reassessment."""

from dataclasses import dataclass

from chassis.events import described

from .expression import COMMUNITY, PLACE, TOPIC, FromExpression


@dataclass(frozen=True)
class TopicSplit(FromExpression):
    """A topic went on as several."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ResolutionPutOnNotice(FromExpression):
    """Residents decided, and may object until the notice is over."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ObjectionMade(FromExpression):
    """Somebody objected to a resolution on notice."""

    topic_id: str = described("topic-1", TOPIC)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ObjectionAnswered(FromExpression):
    """An objection got its public answer."""

    topic_id: str = described("topic-1", TOPIC)
    outcome: str = described("dismissed", "dismissed, correction or discussion")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ReviewDecided(FromExpression):
    """The level above looked again at a topic that was declined."""

    topic_id: str = described("topic-1", TOPIC)
    upheld: bool = described(False, "whether it stays declined")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReassessed(FromExpression):
    """Those concerned said whether it worked."""

    topic_id: str = described("topic-1", TOPIC)
    outcome: str = described("worked", "worked, partly, failed or unanswered")
    division: str = described(COMMUNITY, PLACE)
