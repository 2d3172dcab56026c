"""Activities: in the timetable, changed, called off, attended or missed."""

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
class ActivityChanged(Event):
    """What the timetable says of an activity is different from now on."""

    activity_id: str = described("activity-1", "the activity")
    title: str = described("亲子阅读", "what it is called")
    space_id: str | None = described("space-dabu-1", "where it takes place, if in a space")
    host_id: str | None = described("org-dabu-youth", "the organization that holds it")
    starts_at: datetime = described(MORNING, "when it begins")
    ends_at: datetime = described(datetime(2019, 5, 4, 3, 30, tzinfo=UTC), "when it ends")
    capacity: int = described(20, "how many can take part")
    revision: int = described(1, "how often it was changed, this time included")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ActivityCalledOff(Event):
    """An activity does not take place; its space is free again at that time."""

    activity_id: str = described("activity-1", "the activity")
    space_id: str | None = described("space-dabu-1", "where it was to take place")
    host_id: str | None = described("org-dabu-youth", "the organization that was to hold it")
    reason: str = described("台风", "why, as residents are told")
    division: str = described(COMMUNITY, WHERE)
    called_off_at: datetime = described(MORNING, "when it was called off")


@dataclass(frozen=True)
class PlaceGained(Event):
    """A resident on the waiting list has a place now: it was given back, or there are more."""

    resident_id: str = described(RESIDENT, WHO)
    activity_id: str = described("activity-1", "the activity")
    host_id: str | None = described("org-dabu-youth", "the organization that holds it")
    division: str = described(COMMUNITY, WHERE)
    gained_at: datetime = described(MORNING, "when the resident moved up")


@dataclass(frozen=True)
class ActivityMissed(Event):
    """A resident had a place in an activity, kept it, and did not come."""

    resident_id: str = described(RESIDENT, WHO)
    activity_id: str = described("activity-1", "the activity")
    host_id: str | None = described("org-dabu-youth", "the organization that held it")
    division: str = described(COMMUNITY, WHERE)
    ended_at: datetime = described(MORNING, "when the activity was over")


@dataclass(frozen=True)
class ActivityAttended(Event):
    """A resident took part in an activity."""

    resident_id: str = described(RESIDENT, WHO)
    activity_id: str = described("activity-1", "the activity")
    host_id: str | None = described("org-dabu-youth", "the organization that held it")
    division: str = described(COMMUNITY, WHERE)
    attended_at: datetime = described(MORNING, "when the resident was there")
