"""Body and views of the minutes of a session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.hall.minutes import Minutes
from ..domain.topics.topic import Resolution
from . import limits

MINUTES_TEXT = Length(1, 20_000)


@dataclass(frozen=True)
class WriteMinutes:
    """Another edition of the minutes."""

    text: Annotated[str, MINUTES_TEXT] = described("会议同意划线。", "the minutes")
    reason: Annotated[str, limits.REASON] = described("补充发言要点", "what was changed, and why")


@dataclass(frozen=True)
class Resolved:
    """What was resolved on a topic of the agenda."""

    topic_id: str
    title: str
    resolution: Resolution


@dataclass(frozen=True, kw_only=True)
class MinutesView(Minutes):
    """Minutes, with what was resolved on the topics of the session up to now."""

    resolved: tuple[Resolved, ...] = ()


@dataclass(frozen=True)
class EditionView:
    """One edition of minutes: who wrote it, when and why."""

    id: str
    session_id: str
    number: int
    text: str
    by: str
    at: datetime
    reason: str
