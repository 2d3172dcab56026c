"""关注: who wants to hear what becomes of a topic, without having raised it or voted on it."""

from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Refused

from .topic import Stage, Topic

GONE = (Stage.MERGED, Stage.SPLIT)


@dataclass(frozen=True)
class Follow:
    """Somebody follows a topic; they hear of what it goes on in as well."""

    id: str
    topic_id: str
    division: str
    resident_id: str
    at: datetime


def follow_id(topic_id: str, resident_id: str) -> str:
    """Name the one line that says that a resident follows a topic."""
    return f"{topic_id}:{resident_id}"


def follow(topic: Topic, resident_id: str, now: datetime) -> Follow:
    """Follow a topic that has not gone on in another."""
    if topic.stage in GONE:
        onward = ", ".join(topic.parts or (topic.merged_into or "",))
        raise Refused(
            "went-on-elsewhere",
            f"this topic goes on as {onward}: follow that",
            f"该议题已转为 {onward}：请关注后者",
        )
    return Follow(follow_id(topic.id, resident_id), topic.id, topic.division, resident_id, now)
