"""What is announced of topics that were declined and looked at again by the level above."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, RESIDENT, TOPIC, WHO

TOWN = "440605124"
LEVEL_ABOVE = "the level above the one that declined, whose staff decide"


@dataclass(frozen=True)
class ReviewAsked(Event):
    """Those who raised a topic that was declined asked the level above to look at it again."""

    topic_id: str = described("topic-1", TOPIC)
    asked_by: str = described(RESIDENT, "the resident who asked")
    reason: str = described("改造方案不含3号门", "why")
    owner: str = described(TOWN, LEVEL_ABOVE)
    due_at: datetime = described(MORNING, "by when the review is owed")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ReviewDecided(Event):
    """The level above upheld that a topic was declined, or had it taken up after all."""

    topic_id: str = described("topic-1", TOPIC)
    upheld: bool = described(False, "whether it stays declined")
    reason: str = described("应予受理", "why")
    raised_by: str = described(RESIDENT, WHO)
    owner: str = described(TOWN, LEVEL_ABOVE)
    division: str = described(COMMUNITY, PLACE)
