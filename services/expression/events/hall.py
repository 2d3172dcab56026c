"""What is announced of sessions in the hall: when, with what agenda, and the minutes after."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE

EVENING = datetime(2019, 6, 12, 11, 30, tzinfo=UTC)
SESSION = "the session"
TOPICS = "topics on its agenda, in their order"


@dataclass(frozen=True)
class HallSessionAnnounced(Event):
    """Residents will meet in the hall: when, where, and on which topics."""

    session_id: str = described("session-1", SESSION)
    title: str = described("3号门停车议事会", "the session in one line")
    place: str = described("沥雄社区议事厅", "where it is held")
    starts_at: datetime = described(EVENING, "when it begins")
    topic_ids: list[str] = described(["topic-1"], TOPICS)
    stream_url: str | None = described("https://live.example.cn/hall", "where it can be watched")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HallSessionOpened(Event):
    """A session has begun, or goes on after it was adjourned."""

    session_id: str = described("session-1", SESSION)
    topic_ids: list[str] = described(["topic-1"], TOPICS)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HallSessionAdjourned(Event):
    """A session stopped for now, and goes on later."""

    session_id: str = described("session-1", SESSION)
    reason: str = described("时间已到，次日继续", "why it stopped")
    resumes_at: datetime | None = described(EVENING, "when it goes on, if that is known")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HallSessionClosed(Event):
    """A session is over; one that never began was called off."""

    session_id: str = described("session-1", SESSION)
    held: bool = described(True, "whether it was held")
    spoken: int = described(12, "how often somebody was called to speak")
    topic_ids: list[str] = described(["topic-1"], TOPICS)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HallSessionMissed(Event):
    """Nobody opened a session that was announced: it was not held."""

    session_id: str = described("session-1", SESSION)
    title: str = described("3号门停车议事会", "the session in one line")
    starts_at: datetime = described(EVENING, "when it was to begin")
    topic_ids: list[str] = described(["topic-1"], TOPICS)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class MinutesPublished(Event):
    """The minutes of a session are public, with what was resolved on its topics."""

    session_id: str = described("session-1", SESSION)
    edition: int = described(2, "which edition of the minutes; a correction is another")
    topic_ids: list[str] = described(["topic-1"], TOPICS)
    resolved: list[str] = described(["topic-1"], "those of them that were resolved by then")
    published_at: datetime = described(MORNING, "when they were published")
    division: str = described(COMMUNITY, PLACE)
