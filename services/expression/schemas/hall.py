"""Bodies and views of sessions in the hall and of their queues."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.hall.queue import PlaceState
from ..domain.hall.sessions import AgendaItem, HallMove, Phase
from . import limits
from .topics import ON_BEHALF

EVENING = datetime(2030, 6, 12, 11, 30, tzinfo=UTC)
NUMBER = Range(1, 1_000_000)
AGENDA = Length(1, 50)


@dataclass(frozen=True)
class PlanItem:
    """One item of an agenda; the numbers follow from their order."""

    title: Annotated[str, limits.TITLE] = described("3号门停车", "the item in one line")
    topic_id: Annotated[str, limits.IDENTITY] | None = described(
        "topic-1", "the topic it is about", default=None
    )


@dataclass(frozen=True)
class AnnounceSession:
    """A session in the hall: where, when, on what, and led by whom."""

    division: Annotated[str, limits.DIVISION] = described("440605124004", "the place it is for")
    title: Annotated[str, limits.TITLE] = described("3号门停车议事会", "the session in one line")
    place: Annotated[str, limits.TITLE] = described("沥雄社区议事厅", "where it is held")
    starts_at: datetime = described(EVENING, "when it begins")
    moderator_id: Annotated[str, limits.IDENTITY] = described("r-1001", "who leads it")
    agenda: Annotated[list[PlanItem], AGENDA] = described([{"title": "停车"}], "what it deals with")
    stream_url: Annotated[str, limits.REASON] | None = described(
        "https://live.example.cn/hall", "where it can be watched, by https", default=None
    )
    note: Annotated[str, limits.NOTE] = described("请带业主证", "what else to know", default="")


@dataclass(frozen=True)
class AmendSession:
    """What is to be known of a session from now on."""

    title: Annotated[str, limits.TITLE] = described("3号门停车议事会", "the session in one line")
    place: Annotated[str, limits.TITLE] = described("沥雄社区议事厅", "where it is held")
    starts_at: datetime = described(EVENING, "when it begins")
    moderator_id: Annotated[str, limits.IDENTITY] = described("r-1001", "who leads it")
    agenda: Annotated[list[PlanItem], AGENDA] = described([{"title": "停车"}], "what it deals with")
    reason: Annotated[str, limits.REASON] = described("换到大会议室", "why it is changed")
    stream_url: Annotated[str, limits.REASON] | None = described(
        "https://live.example.cn/hall", "where it can be watched, by https", default=None
    )
    note: Annotated[str, limits.NOTE] = described("请带业主证", "what else to know", default="")


@dataclass(frozen=True)
class AdjournSession:
    """Why a session stops for now, and when it goes on."""

    reason: Annotated[str, limits.REASON] = described("时间已到", "why it stops")
    resumes_at: datetime | None = described(EVENING, "when it goes on", default=None)


@dataclass(frozen=True)
class CloseSession:
    """How a session ends; one that never began is called off for a reason."""

    reason: Annotated[str, limits.NOTE] = described("台风", "why it is called off", default="")


@dataclass(frozen=True)
class GoToItem:
    """Which item of the agenda is next; any but the following takes a reason."""

    number: Annotated[int, NUMBER] | None = described(2, "the item; the next one", default=None)
    reason: Annotated[str, limits.NOTE] = described("专家已到场", "why now", default="")


@dataclass(frozen=True)
class AskToSpeak:
    """A resident asks to speak."""

    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class CallUp:
    """Whom the moderator calls; any but the first who waits takes a reason."""

    number: Annotated[int, NUMBER] | None = described(2, "the number; the first", default=None)
    reason: Annotated[str, limits.NOTE] = described("行动不便，先请", "why now", default="")


@dataclass(frozen=True)
class SessionLine:
    """A session as it stands in a list."""

    id: str
    division: str
    title: str
    place: str
    starts_at: datetime
    phase: Phase
    topic_ids: tuple[str, ...]
    stream_url: str | None


@dataclass(frozen=True)
class SessionView:
    """The public record of a session."""

    id: str
    division: str
    title: str
    place: str
    starts_at: datetime
    moderator_id: str
    agenda: tuple[AgendaItem, ...]
    stream_url: str | None
    note: str
    phase: Phase
    item: int
    opened_at: datetime | None
    resumes_at: datetime | None
    closed_at: datetime | None
    history: tuple[HallMove, ...]


@dataclass(frozen=True)
class QueueView:
    """How a queue stands: numbers, and nobody's name."""

    asked: int
    waiting: int
    turns: int
    speaking: int | None


@dataclass(frozen=True)
class PlaceView:
    """A resident's own place."""

    session_id: str
    number: int
    state: PlaceState
    asked_at: datetime
    item: int


@dataclass(frozen=True)
class TurnView:
    """One who was called to speak."""

    id: str
    session_id: str
    number: int
    item: int
    called_at: datetime
    in_order: bool
    reason: str
