"""What participation announces: who took part in what, and the step it earned them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from chassis.events import Event, described

MORNING = datetime(2019, 5, 4, 1, 30, tzinfo=UTC)
RESIDENT = "0192f0c1-7a5e-7c3d-9b1e-2f6a4c8d0e11"
COMMUNITY = "440605126009"

WHO = "the resident, by the id this service gave; names stay here"
WHERE = "official code of the community, or of a building or estate within it"


@dataclass(frozen=True)
class ResidentRegistered(Event):
    """A resident is known by an opaque id and may take part from now on."""

    resident_id: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, WHERE)
    groups: list[str] = described(["youth", "newcomer"], "groups the resident belongs to")
    registered_at: datetime = described(MORNING, "when the resident was registered")


@dataclass(frozen=True)
class ResidentErased(Event):
    """A resident asked to be forgotten: the key to their personal data is destroyed."""

    resident_id: str = described(RESIDENT, "the id that no longer leads to a person")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A resident no longer agrees to one use of what is known about them."""

    resident_id: str = described(RESIDENT, WHO)
    purpose: str = described("suggestions", "the use that must end")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class SpaceOpened(Event):
    """A public space of one of the eight kinds opened its doors."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    name: str = described("大步社区亲青家园", "name on the door")
    capacity: int = described(40, "how many people it holds")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class SpaceVisited(Event):
    """A resident came to a public space: the first step out of the door."""

    resident_id: str = described(RESIDENT, WHO)
    visit_id: str = described("visit-1", "the check-in")
    space_id: str = described("space-dabu-1", "the space visited")
    space_kind: str = described("youth_home", "one of the eight kinds of space")
    host_id: str | None = described("org-dabu-youth", "the organization that keeps the space")
    division: str = described(COMMUNITY, "official code of the community of the space")
    visited_at: datetime = described(MORNING, "when the resident came")


@dataclass(frozen=True)
class SpaceIdleFound(Event):
    """Nobody has used a space for a while: it can be offered to others."""

    space_id: str = described("space-dabu-1", "the space")
    kind: str = described("youth_home", "one of the eight kinds of space")
    idle_days: int = described(30, "days without a check-in")
    division: str = described(COMMUNITY, WHERE)


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


@dataclass(frozen=True)
class ShiftOpened(Event):
    """A shift of service looks for volunteers."""

    shift_id: str = described("shift-1", "the shift")
    title: str = described("周末探访长者", "what is done")
    organization_id: str = described("org-mutual-aid", "the organization that asks")
    starts_at: datetime = described(MORNING, "when it begins")
    places: int = described(6, "how many volunteers are wanted")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class HoursCredited(Event):
    """Time a resident gave to others is entered in the hours ledger."""

    resident_id: str = described(RESIDENT, WHO)
    entry_id: str = described("hours-1", "the line of the ledger")
    minutes: int = described(120, "minutes served")
    shift_id: str | None = described("shift-1", "the shift, if the time was served on one")
    task_id: str | None = described(None, "the joint task, if the time was served on one")
    organization_id: str | None = described("org-mutual-aid", "for whom the time was served")
    grade: str = described("system", "system: seen on a shift's list; attested: on someone's word")
    served_on: date = described(date(2019, 5, 4), "day of the service")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class AffairOpened(Event):
    """A public affair of the neighborhood waits for residents to take it on."""

    affair_id: str = described("affair-1", "the affair")
    title: str = described("疏通3座化粪池", "what is to be done")
    kind: str = described("pipe_clearing", "kind of affair")
    origin: str = described("captain", "topic, captain or community: who brought it up")
    topic_id: str | None = described(None, "the topic whose resolution asks for it")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class AffairCompleted(Event):
    """A resident saw a public affair through."""

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, WHO)
    kind: str = described("pipe_clearing", "kind of affair")
    team_id: str | None = described("org-tangzhong-captains", "the team the resident acted for")
    topic_id: str | None = described(None, "the topic whose resolution asked for it")
    completed_at: datetime = described(MORNING, "when it was done")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ResidentSteppedUp(Event):
    """A resident reached a higher rung of the ladder, by what they did."""

    resident_id: str = described(RESIDENT, WHO)
    rung: str = described("activity", "space, activity, organization, service or public_affairs")
    previous: str | None = described("space", "the rung before, or none")
    evidence: list[str] = described(["event-1"], "ids of the events that earned the step")
    standard_id: str = described("ladder-2018", "the standard whose thresholds were met")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class CommunityFlaggedWeak(Event):
    """A community's party organization is found weak and lax and must be put right."""

    community_id: str = described(COMMUNITY, "official code of the community")
    reason: str = described("长期没有议事", "what was found")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class CommunityRecovered(Event):
    """A community that was flagged weak has been put right."""

    community_id: str = described(COMMUNITY, "official code of the community")
    division: str = described(COMMUNITY, WHERE)
