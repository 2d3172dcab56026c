"""Bodies and views of what is said already, before it is said again."""

from dataclasses import dataclass
from typing import Annotated

from chassis.events import described

from ..domain.topics.topic import Stage, Topic
from . import limits


@dataclass(frozen=True)
class AskSimilarTopics:
    """What somebody is about to raise."""

    title: Annotated[str, limits.TITLE] = described("3号门停车", "the topic in one line")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "the place it is about")
    note: Annotated[str, limits.NOTE] = described("晚上没有车位", "what is the matter", default="")


@dataclass(frozen=True)
class AskSimilarStatements:
    """What somebody is about to say."""

    text: Annotated[str, limits.TEXT] = described("先划访客车位", "what is to be said")


@dataclass(frozen=True)
class SimilarTopic:
    """A topic of the same place, a wider or a narrower one, and how nearly it says the same."""

    id: str
    likeness: float
    title: str
    division: str
    stage: Stage
    merged_into: str | None


@dataclass(frozen=True)
class SimilarTopics:
    """The topics that say nearly the same, the likest first."""

    items: tuple[SimilarTopic, ...] = ()


@dataclass(frozen=True)
class SimilarStatement:
    """A statement of the same topic, and how nearly it says the same."""

    id: str
    likeness: float
    text: str


@dataclass(frozen=True)
class SimilarStatements:
    """The statements that say nearly the same, the likest first."""

    items: tuple[SimilarStatement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RaisedTopic(Topic):
    """A topic as it was raised, with those that say nearly the same."""

    similar: tuple[SimilarTopic, ...] = ()
