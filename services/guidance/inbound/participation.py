"""What guidance reads of participation: who did what, and where a next step is to be had."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 5, 4, 1, 30, tzinfo=UTC)
HOST = "the organization behind it, if one is"
PLACE = "where it happened"


@dataclass(frozen=True)
class FromParticipation(Inbound):
    """What participation announces."""

    producer: ClassVar[str] = "participation"


@dataclass(frozen=True)
class ResidentRegistered(FromParticipation):
    """A resident may take part from now on."""

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where they live")


@dataclass(frozen=True)
class ResidentErased(FromParticipation):
    """A resident is to be forgotten."""

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where they lived")


@dataclass(frozen=True)
class ConsentGiven(FromParticipation):
    """A resident agrees to one use of what is known about them, perhaps once more."""

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("suggestions", "the use agreed to")
    division: str = described(COMMUNITY, "where they live")


@dataclass(frozen=True)
class ConsentWithdrawn(FromParticipation):
    """A resident ends one use of what is known about them."""

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("suggestions", "the use that must end")
    division: str = described(COMMUNITY, "where they live")


@dataclass(frozen=True)
class SpaceVisited(FromParticipation):
    """A resident came to a public space."""

    resident_id: str = described(RESIDENT, "who came")
    host_id: str | None = described("org-dabu-youth", HOST)
    division: str = described(COMMUNITY, PLACE)
    visited_at: datetime = described(MORNING, "when")


@dataclass(frozen=True)
class ActivityAttended(FromParticipation):
    """A resident took part in an activity."""

    resident_id: str = described(RESIDENT, "who took part")
    host_id: str | None = described("org-dabu-youth", HOST)
    division: str = described(COMMUNITY, PLACE)
    attended_at: datetime = described(MORNING, "when")


@dataclass(frozen=True)
class HoursCredited(FromParticipation):
    """Time a resident gave to others was entered in the hours ledger."""

    resident_id: str = described(RESIDENT, "who served")
    minutes: int = described(120, "for how long")
    organization_id: str | None = described("org-mutual-aid", HOST)
    served_on: date = described(date(2019, 5, 4), "on which day")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class AffairCompleted(FromParticipation):
    """A resident saw a public affair through."""

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, "who handled it")
    team_id: str | None = described("org-tangzhong-captains", "the team they acted for, if any")
    completed_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ResidentSteppedUp(FromParticipation):
    """A resident reached a higher rung of the ladder."""

    resident_id: str = described(RESIDENT, "the resident")
    rung: str = described("activity", "the rung reached")
    division: str = described(COMMUNITY, "where they live")
    space_kind: str | None = described(
        "youth_home", "the kind of space they last came to, if they did", default=None
    )


@dataclass(frozen=True)
class ActivityScheduled(FromParticipation):
    """Residents may sign up for an activity."""

    activity_id: str = described("activity-1", "the activity")
    title: str = described("亲子阅读", "what it is called")
    starts_at: datetime = described(MORNING, "when it begins")
    division: str = described(COMMUNITY, "where it takes place")


@dataclass(frozen=True)
class ActivityChanged(FromParticipation):
    """What the timetable says of an activity is different from now on."""

    activity_id: str = described("activity-1", "the activity")
    title: str = described("亲子阅读", "what it is called")
    starts_at: datetime = described(MORNING, "when it begins")
    revision: int = described(1, "how often it was changed")
    division: str = described(COMMUNITY, "where it takes place")


@dataclass(frozen=True)
class ActivityCalledOff(FromParticipation):
    """An activity does not take place."""

    activity_id: str = described("activity-1", "the activity")
    division: str = described(COMMUNITY, "where it was to take place")


@dataclass(frozen=True)
class ShiftOpened(FromParticipation):
    """A shift of service looks for volunteers."""

    shift_id: str = described("shift-1", "the shift")
    title: str = described("周末探访长者", "what is done")
    starts_at: datetime = described(MORNING, "when it begins")
    division: str = described(COMMUNITY, "where it takes place")


@dataclass(frozen=True)
class ShiftCalledOff(FromParticipation):
    """A shift does not take place."""

    shift_id: str = described("shift-1", "the shift")
    division: str = described(COMMUNITY, "where it was to take place")


@dataclass(frozen=True)
class AffairOpened(FromParticipation):
    """A public affair waits for residents to take it on."""

    affair_id: str = described("affair-1", "the affair")
    title: str = described("疏通3座化粪池", "what is to be done")
    division: str = described(COMMUNITY, "where it is to be done")


@dataclass(frozen=True)
class SpaceIdleFound(FromParticipation):
    """Nobody has used a public space for a while."""

    space_id: str = described("space-dabu-1", "the space")
    idle_days: int = described(30, "days without a check-in")
    division: str = described(COMMUNITY, "where it is")


@dataclass(frozen=True)
class SpaceClosed(FromParticipation):
    """A public space is given up for good."""

    space_id: str = described("space-dabu-1", "the space")
    division: str = described(COMMUNITY, "where it is")
