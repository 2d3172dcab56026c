"""What collaboration announces to the other systems: its published contract."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from chassis.events import Event, described

COMMUNITY = "440605124004"


class OrganizationKind(StrEnum):
    """The kinds of bodies that take part, like and unlike."""

    PARK = "park"
    CENTER = "center"
    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"
    SOCIAL_ORGANIZATION = "social_organization"
    CHAMBER = "chamber"
    MUTUAL_AID = "mutual_aid"
    NEIGHBORHOOD_ASSOCIATION = "neighborhood_association"
    NEIGHBORHOOD_CENTER = "neighborhood_center"
    BUILDING_CAPTAINS = "building_captains"
    VOLUNTEER_TEAM = "volunteer_team"
    YOUTH_TEAM = "youth_team"


class Role(StrEnum):
    """What a resident is in an organization."""

    MEMBER = "member"
    CAPTAIN = "captain"
    LEAD = "lead"


class TargetKind(StrEnum):
    """What a resident can be invited to."""

    ACTIVITY = "activity"
    ORGANIZATION = "organization"
    SHIFT = "shift"
    AFFAIR = "affair"
    DELIBERATION = "deliberation"


class AdviserKind(StrEnum):
    """The three kinds of advisers of the advisory group."""

    ACADEMIC = "academic"
    PRACTICE = "practice"
    PUBLIC = "public"


@dataclass(frozen=True)
class OrganizationRegistered(Event):
    """A body now takes part in the collaboration, or its entry was corrected."""

    organization_id: str = described("center-dali", "the organization")
    name: str = described("大沥镇创益中心", "its public name")
    kind: OrganizationKind = described("center", "what kind of body it is")
    serves: list[str] = described(["440605124"], "divisions it serves, beyond where it stands")
    division: str = described("440605124", "where it stands")


@dataclass(frozen=True)
class MemberJoined(Event):
    """A resident joined an organization for the first time."""

    resident_id: str = described("r-1001", "who joined")
    organization_id: str = described("building_captains-tangzhong", "the organization joined")
    organization_kind: OrganizationKind = described("building_captains", "its kind")
    role: Role = described("captain", "what the resident is there")
    buildings: list[str] = described([f"{COMMUNITY}-e01-b03"], "buildings a captain looks after")
    division: str = described(COMMUNITY, "where the organization stands")


@dataclass(frozen=True)
class InvitationIssued(Event):
    """A resident was invited, by people or by guidance."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who is invited")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    reason: str = described("three visits to the space next door", "why this resident is invited")
    expires_at: datetime = described(datetime(2019, 6, 9, 1, tzinfo=UTC), "when it lapses")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """An invited resident said yes."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who accepted")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationDeclined(Event):
    """An invited resident said no."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who declined")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class InvitationExpired(Event):
    """An invitation lapsed before the resident answered."""

    invitation_id: str = described("inv-1", "the invitation")
    resident_id: str = described("r-1001", "who did not answer")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: str = described("act-1", "the activity, organization, shift, affair or deliberation")
    suggestion_id: str | None = described("sug-1", "the suggestion that led to it, if any")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class TaskOpened(Event):
    """Several bodies now have a joint task with one record."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic whose resolution it carries out, if any")
    title: str = described("mark forty parking spaces at gate 3", "what is to be done")
    lead_id: str | None = described("center-dali", "the leading body; none until one takes it")
    milestones: list[str] = described(["planned", "carried_out", "inspected"], "its milestones")
    due_on: date = described(date(2019, 7, 31), "the last day promised")
    division: str = described(COMMUNITY, "where it is carried out")


@dataclass(frozen=True)
class TaskProgressed(Event):
    """A joint task reached a milestone."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic it carries out, if any")
    milestone: str = described("planned", "the milestone reached")
    lead_id: str | None = described("center-dali", "the leading body")
    division: str = described(COMMUNITY, "where it is carried out")


@dataclass(frozen=True)
class Served:
    """The time one resident gave to a joint task."""

    resident_id: str = described("r-1001", "who served")
    minutes: int = described(90, "for how many minutes")


@dataclass(frozen=True)
class TaskCompleted(Event):
    """A joint task is done, with the residents who served in it."""

    task_id: str = described("task-1", "the joint task")
    topic_id: str | None = described("topic-1", "the topic it carries out, if any")
    lead_id: str | None = described("center-dali", "the leading body")
    summary: str = described("forty spaces marked, ten for visitors", "what was achieved")
    served: list[Served] = described([{"resident_id": "r-1001", "minutes": 90}], "who served")
    round: int = described(1, "one more each time the topic was reopened; each has its own served")
    division: str = described(COMMUNITY, "where it was carried out")


@dataclass(frozen=True)
class AdviserAppointed(Event):
    """A person joined the district's advisory group."""

    adviser_id: str = described("adviser-07", "the adviser's seat")
    kind: AdviserKind = described("academic", "academic, practice or public")
    division: str = described("440605", "the district or town advised")


@dataclass(frozen=True)
class AdviceRequested(Event):
    """An adviser was asked for an opinion on a topic."""

    advice_id: str = described("advice-topic-1", "the request")
    adviser_id: str = described("adviser-07", "the adviser asked")
    topic_id: str = described("topic-1", "the topic")
    division: str = described(COMMUNITY, "where the topic was raised")


@dataclass(frozen=True)
class AdviceDelivered(Event):
    """An adviser gave an opinion on a topic."""

    advice_id: str = described("advice-topic-1", "the request it answers")
    adviser_id: str = described("adviser-07", "the adviser")
    topic_id: str = described("topic-1", "the topic")
    opinion: str = described("mark visitors' spaces first", "the opinion, for everyone to read")
    division: str = described(COMMUNITY, "where the topic was raised")
