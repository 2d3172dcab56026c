"""Bodies and views of statements and votes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from ..domain.topics.statements import Moderation
from ..domain.topics.topic import Origin, Stage
from ..domain.topics.votes import Choice
from . import limits
from .entries import COLLECTED, HOW, CollectedHow, OnBehalf
from .topics import ON_BEHALF


@dataclass(frozen=True)
class MakeStatement:
    """What a resident says on a topic."""

    text: Annotated[str, limits.TEXT] = described("先划访客车位", "what is said")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )
    collected: CollectedHow | None = described(COLLECTED, HOW, default=None)


@dataclass(frozen=True)
class CastVote:
    """A resident agrees, disagrees or passes."""

    choice: Choice = described("agree", "agree, disagree or pass")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class VoteReceipt:
    """What a voter is told: the vote was counted, or had been before."""

    vote_id: str
    choice: Choice
    cast_at: datetime
    counted: bool = True


@dataclass(frozen=True)
class Standing:
    """The votes that stand: of each voter the last."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0


@dataclass(frozen=True)
class StatementView:
    """A statement with its totals: every vote ever cast on it, and those that stand."""

    id: str
    topic_id: str
    made_by: str
    text: str
    stage: Stage
    made_at: datetime
    origin: Origin
    moderated: Moderation
    entered_by: str | None
    reference: str | None
    agrees: int
    disagrees: int
    passes: int
    standing: Standing
    reply_to: str | None = None
    corrected_at: datetime | None = None
    withdrawn_at: datetime | None = None
    on_behalf: OnBehalf | None = None


@dataclass(frozen=True)
class MatrixRow:
    """The votes of one voter that stand, by statement."""

    voter_id: str
    topic_id: str
    votes: dict[str, Choice]
