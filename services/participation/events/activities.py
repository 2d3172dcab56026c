"""Activities: in the timetable, and attended."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class ActivityScheduled(Event):
    """An activity stands in the timetable and residents may sign up."""

    activity_id: str = described("activity-1", "the activity")
    title: str = described("亲子阅读", "what it is called")
    space_id: str | None = described("space-dabu-1", "where it takes place, if in a space")
    host_id: str | None = described("org-dabu-youth", "the organization that holds it")
    starts_at: datetime = described(MORNING, "when it begins")
    ends_at: datetime = described(datetime(2019, 5, 4, 3, 30, tzinfo=UTC), "when it ends")
    capacity: int = described(20, "how many can take part")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ActivityAttended(Event):
    """A resident took part in an activity."""

    resident_id: str = described(RESIDENT, WHO)
    activity_id: str = described("activity-1", "the activity")
    host_id: str | None = described("org-dabu-youth", "the organization that held it")
    division: str = described(COMMUNITY, WHERE)
    attended_at: datetime = described(MORNING, "when the resident was there")
