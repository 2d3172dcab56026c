"""Bodies of splitting a topic."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.topics.splits import FEWEST_PARTS, MOST_PARTS
from ..domain.topics.topic import Topic
from . import limits


@dataclass(frozen=True)
class PartOfTopic:
    """One of the topics another is split into."""

    title: Annotated[str, limits.TITLE] = described("3号门停车", "the topic in one line")
    category: Annotated[str, limits.REASON] | None = described(
        "parking", "its category, that of the whole where it is left out", default=None
    )
    note: Annotated[str, limits.NOTE] = described("晚上没有车位", "what is the matter", default="")


@dataclass(frozen=True)
class Split:
    """Staff let a topic go on as several, one for each thing it asks for."""

    parts: Annotated[list[PartOfTopic], Length(FEWEST_PARTS, MOST_PARTS)] = described(
        [{"title": "3号门停车"}, {"title": "3号门照明"}], "the topics it goes on as, 2 to 10"
    )
    reason: Annotated[str, limits.REASON] = described("所提为两件事", "why, for everyone to read")


@dataclass(frozen=True)
class SplitView:
    """A topic that was split, and the topics it goes on as."""

    id: str
    topic: Topic
    parts: list[Topic]
