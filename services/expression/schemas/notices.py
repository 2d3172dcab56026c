"""Bodies and views of objections to a resolution on notice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from ..domain.resolutions.objections import Outcome
from . import limits
from .topics import ON_BEHALF


@dataclass(frozen=True)
class MakeObjection:
    """A resident objects to what is on notice."""

    reason: Annotated[str, limits.REASON] = described("影响消防通道", "what is held against it")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class AnswerObjection:
    """Staff answer an objection, for everyone to read."""

    outcome: Outcome = described(
        "dismissed", "dismissed; correction of the text; or discussion, where it goes back to"
    )
    answer: Annotated[str, limits.REASON] = described("消防部门已复核", "the answer in words")
    text: Annotated[str, limits.NOTE] = described(
        "划38个车位", "the corrected text, with a correction only", default=""
    )


@dataclass(frozen=True)
class ObjectionView:
    """An objection and its answer; who made it is told to nobody."""

    number: int
    notice: int
    reason: str
    made_at: datetime
    outcome: Outcome | None
    answer: str
    answered_by: str | None
    answered_at: datetime | None
