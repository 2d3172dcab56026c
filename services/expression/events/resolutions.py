"""What is announced of decisions."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY, PLACE, RESIDENT, TOPIC, WHO


@dataclass(frozen=True)
class ResolutionPublished(Event):
    """Residents decided, and the decision is public: somebody is to carry it out by a day."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    resolution: str = described("划40个车位，其中10个为访客车位", "what was decided")
    category: str = described("parking", "category of the topic")
    raised_by: str = described(RESIDENT, WHO)
    agree: int = described(25, "how many agreed")
    disagree: int = described(4, "how many disagreed")
    passed: int = described(2, "how many passed")
    lead_id: str | None = described("center-dali", "the organization asked to lead, if named")
    due_on: date = described(date(2019, 7, 15), "the day by which it is to be carried out")
    division: str = described(COMMUNITY, PLACE)
