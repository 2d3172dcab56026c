"""A topic and the stages of its loop: 征集, 筛选, 讨论, 公示, 决议, 执行, 反馈, 复评."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chassis.divisions import around

from ..deliberation.deliberation import Count
from .turns import Declining, Evidence, Notice, Reassessment, Review


class Stage(StrEnum):
    """Where a topic stands in the loop."""

    RAISED = "raised"
    SCREENED = "screened"
    DISCUSSION = "discussion"
    NOTICE = "notice"
    RESOLVED = "resolved"
    EXECUTING = "executing"
    REPORTED = "reported"
    CLOSED = "closed"
    DECLINED = "declined"
    REVIEW = "review"
    MERGED = "merged"
    SPLIT = "split"


class Step(StrEnum):
    """What is owed next, by an owner and by a day."""

    SCREENING = "screening"
    OPENING = "opening"
    DISCUSSION = "discussion"
    RESOLUTION = "resolution"
    NOTICE = "notice"
    OBJECTION = "objection"
    REVIEW = "review"
    EXECUTION = "execution"
    CONFIRMATION = "confirmation"
    REASSESSMENT = "reassessment"


class Channel(StrEnum):
    """The two channels: everyday expression, and consultation on one special affair."""

    REGULAR = "regular"
    SPECIAL = "special"


class Origin(StrEnum):
    """Who brought a topic, a statement or a vote here."""

    RESIDENT = "resident"
    IMPORT = "import"
    COMMUNITY = "community"
    OPEN311 = "open311"


@dataclass(frozen=True)
class Actor:
    """Who acts, and who entered it when it was done on their behalf."""

    id: str
    entered_by: str | None = None


@dataclass(frozen=True)
class Move:
    """One line of a topic's public history, and what was owed after it, by whom and by when."""

    at: datetime
    act: str
    stage: Stage
    actor: str
    reason: str
    clause: str
    entered_by: str | None
    step: Step | None = None
    owner: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Window:
    """When a special consultation is open, and whom it asks."""

    opens_at: datetime
    closes_at: datetime
    target: str


@dataclass(frozen=True)
class Resolution:
    """What residents decided, with the recorded count, and who is to carry it out by when."""

    text: str
    agree: int
    disagree: int
    passed: int
    lead_id: str | None
    due_on: date
    published_at: datetime
    due_chosen: bool = False
    areas: Count | None = None


@dataclass(frozen=True)
class Feedback:
    """What was reported of the execution; `round` counts how often it began."""

    reference: str
    reported_by: str
    summary: str
    done: bool
    at: datetime
    round: int = 1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Advice:
    """An adviser's opinion, for everyone to read."""

    id: str
    adviser_id: str
    opinion: str
    at: datetime


@dataclass(frozen=True)
class Topic:
    """A matter residents brought up, with everything that became of it.

    `lies_in` names its place and every place around it, so that a town's topics are found by name.
    """

    id: str
    division: str
    title: str
    category: str
    raised_by: str
    raised_at: datetime
    note: str = ""
    channel: Channel = Channel.REGULAR
    origin: Origin = Origin.RESIDENT
    entered_by: str | None = None
    window: Window | None = None
    stage: Stage = Stage.RAISED
    step: Step | None = None
    owner: str | None = None
    due_at: datetime | None = None
    overdue_level: int = 0
    alarm_at: datetime | None = None
    voices: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    merged_into: str | None = None
    parts: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()
    follows: str | None = None
    followed_by: tuple[str, ...] = ()
    declining: Declining | None = None
    review: Review | None = None
    proposals: int = 0
    proposal_id: str | None = None
    resolution: Resolution | None = None
    notice: Notice | None = None
    task_id: str | None = None
    round: int = 1
    began_at: datetime | None = None
    monitors: tuple[str, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    advice: tuple[Advice, ...] = ()
    closed_at: datetime | None = None
    satisfied: bool | None = None
    reassessment: Reassessment | None = None
    history: tuple[Move, ...] = ()
    lies_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Note the places it lies in."""
        object.__setattr__(self, "lies_in", around(self.division))

    @property
    def heard_on(self) -> tuple[str, ...]:
        """Name every topic whose statements are heard here: its own, merged in, or split from."""
        return (self.id, *self.merged, *self.split_from)
