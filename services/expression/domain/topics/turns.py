"""What may befall a topic on its way: 公示 and objections, declining and review, 复评."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Evidence:
    """What shows that something was done: a link or the number of a record, and words."""

    reference: str
    words: str = ""


@dataclass(frozen=True)
class Notice:
    """A resolution on public notice before it takes effect; `open` objections hold it up.

    A corrected text is on notice anew: `first` is the number of its first notice.
    """

    number: int
    first: int
    began_at: datetime
    until: datetime
    objections: int = 0
    open: int = 0
    upheld: int = 0


@dataclass(frozen=True)
class Declining:
    """Why a topic was not taken up, in which stage, and until when a review can be asked for."""

    code: str
    reason: str
    at: datetime
    stage: str
    review_until: datetime


@dataclass(frozen=True)
class Review:
    """The level above looks again at a topic that was declined."""

    asked_by: str
    reason: str
    owner: str
    asked_at: datetime
    due_at: datetime
    upheld: bool | None = None
    answer: str = ""
    decided_at: datetime | None = None


class Answer(StrEnum):
    """Whether what was done has worked, as somebody concerned found later."""

    WORKED = "worked"
    PARTLY = "partly"
    FAILED = "failed"


@dataclass(frozen=True)
class Reassessment:
    """复评: those concerned say, some time after the closing, whether it worked."""

    round: int
    asked_at: datetime
    closes_at: datetime
    worked: int = 0
    partly: int = 0
    failed: int = 0
    outcome: str | None = None
    published_at: datetime | None = None

    @property
    def answers(self) -> int:
        """Give how many have answered."""
        return self.worked + self.partly + self.failed
