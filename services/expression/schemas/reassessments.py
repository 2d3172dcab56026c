"""Bodies and views of the reassessment: whether it worked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from ..domain.topics.turns import Answer
from . import limits
from .topics import ON_BEHALF


@dataclass(frozen=True)
class Opine:
    """Somebody concerned says whether it worked."""

    answer: Answer = described("worked", "worked, partly or failed")
    words: Annotated[str, limits.NOTE] = described("晚上有车位了", "in words", default="")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class OpinionView:
    """An answer to whether it worked; who gave it is told to nobody."""

    answer: Answer
    words: str
    at: datetime
