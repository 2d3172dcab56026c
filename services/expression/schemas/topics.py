"""Bodies and views of topics: raising, screening, declining, merging."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from marshmallow.validate import OneOf

from chassis.events import described

from ..domain.resolutions.resolution import Proposal
from ..domain.topics.screening import OTHER
from ..domain.topics.topic import Channel, Origin, Stage, Step, Topic
from . import limits
from .entries import COLLECTED, HOW, CollectedHow, OnBehalf

SUMMER = datetime(2030, 6, 3, 1, 0, tzinfo=UTC)
AUTUMN = datetime(2030, 9, 2, 1, 0, tzinfo=UTC)
ON_BEHALF = "for whom staff enter this; residents leave it out"


@dataclass(frozen=True)
class RaiseTopic:
    """What a resident wants to be deliberated, or a deliberation that was held elsewhere."""

    title: Annotated[str, limits.TITLE] = described("3号门停车", "the topic in one line")
    category: Annotated[str, limits.REASON] = described("parking", "one of the categories in force")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "the place it is about")
    note: Annotated[str, limits.NOTE] = described("晚上没有车位", "what is the matter", default="")
    channel: Channel = described(
        "regular", "regular, or special for a consultation with a window", default=Channel.REGULAR
    )
    opens_at: datetime | None = described(SUMMER, "when a consultation opens", default=None)
    closes_at: datetime | None = described(AUTUMN, "when a consultation closes", default=None)
    target: Annotated[str, limits.NOTE] = described(
        "3号门住户", "whom a consultation asks", default=""
    )
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )
    origin: Annotated[str, OneOf(("resident", "import"))] = described(
        "resident", "resident, or import by integrators", default="resident"
    )
    reference: Annotated[str, limits.REFERENCE] | None = described(
        "vtaiwan-uberx", "its name elsewhere; importing it again finds it", default=None
    )
    collected: CollectedHow | None = described(COLLECTED, HOW, default=None)
    follows: Annotated[str, limits.IDENTITY] | None = described(
        None, "the topic it takes up anew: one whose reassessment found it failed", default=None
    )


@dataclass(frozen=True)
class Screen:
    """Staff take a topic up."""

    note: Annotated[str, limits.NOTE] = described("属于本社区事务", "why, if need be", default="")


@dataclass(frozen=True)
class Decline:
    """Staff turn a topic away, for everyone to read."""

    reason: Annotated[str, limits.REASON] = described("已列入2019年改造", "why it is not taken up")
    code: Annotated[str, limits.REFERENCE] = described(
        "planned", "the reason by its name in the section `declining`", default=OTHER
    )


@dataclass(frozen=True)
class Merge:
    """Staff let a topic go on within another that says the same."""

    into_id: Annotated[str, limits.IDENTITY] = described("topic-1", "the topic it goes on within")
    reason: Annotated[str, limits.REASON] = described("同一车位问题", "what they have in common")


@dataclass(frozen=True)
class TopicLine:
    """A topic as it stands in a list."""

    id: str
    division: str
    title: str
    category: str
    channel: Channel
    origin: Origin
    stage: Stage
    step: Step | None
    owner: str | None
    due_at: datetime | None
    raised_at: datetime


@dataclass(frozen=True)
class TopicCounts:
    """How many statements, votes and voters a topic has."""

    statements: int = 0
    votes: int = 0
    voters: int = 0


@dataclass(frozen=True, kw_only=True)
class TopicRecord(Topic):
    """The public record of a topic, with the text now put to the vote and what was counted."""

    proposal: Proposal | None = None
    counts: TopicCounts = field(default_factory=TopicCounts)
    on_behalf: OnBehalf | None = None
