"""Bodies and views of matters: the chain of what residents were heard on before, during, after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from ..domain.matters import Juncture
from ..domain.topics.topic import Channel, Stage
from . import limits


@dataclass(frozen=True)
class OpenMatter:
    """Staff open a matter that topics are linked to."""

    title: Annotated[str, limits.TITLE] = described("3号门道路改造", "the matter in one line")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "the place it is about")


@dataclass(frozen=True)
class LinkTopic:
    """Staff link a topic to a matter, or put right where it stands."""

    juncture: Juncture = described("before", "before, during or after")
    follows: Annotated[str, limits.IDENTITY] | None = described(
        "topic-1", "the linked topic it follows, if any", default=None
    )


@dataclass(frozen=True)
class Spoken:
    """How often residents spoke on a topic, by the stage it was in: before, during, after."""

    before: int = 0
    during: int = 0
    after: int = 0


@dataclass(frozen=True)
class LinkedTopicView:
    """One topic in the chain, with how it stands and who spoke when."""

    topic_id: str
    juncture: Juncture
    follows: str | None
    linked_by: str
    linked_at: datetime
    title: str
    channel: Channel
    stage: Stage
    statements: int
    votes: int
    spoken: Spoken
    answered: int | None
    result_published_at: datetime | None


@dataclass(frozen=True)
class MatterView:
    """A matter with its chain of topics, in its course."""

    id: str
    division: str
    title: str
    opened_by: str
    opened_at: datetime
    chain: tuple[LinkedTopicView, ...]
