"""What collaboration reads of expression: topics that want advice, and resolutions to carry out."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"


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
class DisputeOpened(Inbound):
    """A dispute was taken to mediation: some of the roster are wanted for it."""

    producer: ClassVar[str] = "expression"
    dispute_id: str = described("dispute-1", "the case")
    mediators_wanted: list[str] = described(["r-1001"], "residents of the roster who are asked")
    division: str = described(COMMUNITY, "the community")


@dataclass(frozen=True)
class DisputeSettled(Inbound):
    """The parties of a dispute agreed: no more mediators are wanted."""

    producer: ClassVar[str] = "expression"
    dispute_id: str = described("dispute-1", "the case")
    division: str = described(COMMUNITY, "the community")


@dataclass(frozen=True)
class DisputeEnded(Inbound):
    """A mediation came to its end: no more mediators are wanted."""

    producer: ClassVar[str] = "expression"
    dispute_id: str = described("dispute-1", "the case")
    division: str = described(COMMUNITY, "the community")
