"""The public record of a topic: its whole story on one page, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.deliberation.deliberation import Count
from ..domain.topics.records import Promise
from ..domain.topics.topic import Advice, Channel, Feedback, Origin, Resolution, Stage, Step, Window
from ..domain.topics.turns import Declining, Notice, Reassessment
from .notices import ObjectionView


@dataclass(frozen=True)
class MoveView:
    """One line of the history, and what was owed after it."""

    at: datetime
    act: str
    stage: Stage
    by: str
    reason: str
    clause: str
    on_behalf: bool
    step: Step | None
    owner: str | None
    due_at: datetime | None


@dataclass(frozen=True)
class VotedText:
    """A text that was put to the vote, and how the vote stands."""

    text: str
    proposed_at: datetime
    open: bool
    agree: int
    disagree: int
    passed: int
    areas: Count


@dataclass(frozen=True)
class ReviewView:
    """The review of a topic that was declined; who asked is told to nobody."""

    reason: str
    owner: str
    asked_at: datetime
    due_at: datetime
    upheld: bool | None
    answer: str
    decided_at: datetime | None


@dataclass(frozen=True)
class Told:
    """To how many residents it was told what became of the topic."""

    act: str
    at: datetime
    residents: int
    done: bool


@dataclass(frozen=True, kw_only=True)
class StoryView:
    """Everything public about a topic; what many wrote is counted here and paged at `links`."""

    id: str
    division: str
    title: str
    note: str
    category: str
    channel: Channel
    origin: Origin
    window: Window | None
    raised_at: datetime
    stage: Stage
    step: Step | None
    owner: str | None
    due_at: datetime | None
    overdue_level: int
    voices: int
    monitors: int
    counts: dict[str, int]
    said_in: dict[str, int]
    promises: list[Promise]
    moves: list[MoveView]
    texts: list[VotedText]
    resolution: Resolution | None
    notice: Notice | None
    objections: list[ObjectionView]
    declining: Declining | None
    review: ReviewView | None
    advice: list[Advice]
    feedback: list[Feedback]
    closed_at: datetime | None
    satisfied: bool | None
    reassessment: Reassessment | None
    merged: list[str]
    merged_into: str | None
    parts: list[str]
    split_from: list[str]
    follows: str | None
    followed_by: list[str]
    told: list[Told]
    links: dict[str, str]
