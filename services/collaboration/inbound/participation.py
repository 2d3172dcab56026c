"""What collaboration reads of participation: who takes part, and what is credited to whom."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"


@dataclass(frozen=True)
class ResidentRegistered(Inbound):
    """A resident can from now on be invited."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    division: str = described(COMMUNITY, "where the resident lives")
    groups: list[str] = described(["youth", "newcomer"], "groups the resident belongs to")


@dataclass(frozen=True)
class ResidentErased(Inbound):
    """A resident is to be forgotten."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class ConsentWithdrawn(Inbound):
    """A resident ends one use of what is known about them."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    purpose: str = described("invitations", "the use that must end")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class ConsentGiven(Inbound):
    """A resident agrees to one use of what is known about them."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    purpose: str = described("invitations", "the use agreed to")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class SpaceVisited(Inbound):
    """A resident came to a space that an organization keeps."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the visitor")
    host_id: str | None = described("center-dali", "the organization keeping the space")
    division: str = described(COMMUNITY, "where the space is")


@dataclass(frozen=True)
class ActivityAttended(Inbound):
    """A resident took part in an activity that an organization holds."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "who attended")
    host_id: str | None = described("center-dali", "the organization holding the activity")
    division: str = described(COMMUNITY, "where it was held")


@dataclass(frozen=True)
class HoursCredited(Inbound):
    """A resident gave time to an organization's service."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "who served")
    minutes: int = described(90, "for how long")
    organization_id: str | None = described("volunteer_team-tangzhong", "the organization served")
    division: str = described(COMMUNITY, "where the time was given")


@dataclass(frozen=True)
class AffairCompleted(Inbound):
    """A resident, often a building captain, settled a public affair."""

    producer: ClassVar[str] = "participation"
    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described("r-1001", "who settled it")
    team_id: str | None = described("building_captains-tangzhong", "the team that took it on")
    division: str = described(COMMUNITY, "where it was settled")


@dataclass(frozen=True)
class ResidentSteppedUp(Inbound):
    """A resident reached the next rung of the ladder."""

    producer: ClassVar[str] = "participation"
    resident_id: str = described("r-1001", "the resident")
    rung: str = described("activity", "the rung reached")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class SpaceIdleFound(Inbound):
    """A public space stands unused."""

    producer: ClassVar[str] = "participation"
    space_id: str = described("space-1", "the space")
    kind: str = described("youth_home", "its kind")
    idle_days: int = described(30, "days without a visit")
    division: str = described(COMMUNITY, "where it is")


@dataclass(frozen=True)
class SpaceClosed(Inbound):
    """A public space is given up for good."""

    producer: ClassVar[str] = "participation"
    space_id: str = described("space-1", "the space")
    kind: str = described("youth_home", "its kind")
    division: str = described(COMMUNITY, "where it is")


@dataclass(frozen=True)
class CommunityFlaggedWeak(Inbound):
    """A community was found weak and needs help."""

    producer: ClassVar[str] = "participation"
    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("no residents' meeting for a year", "why it was flagged")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityRecovered(Inbound):
    """A weak community is well again."""

    producer: ClassVar[str] = "participation"
    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityUnflagged(Inbound):
    """A weak community is none any more: it was merged or split."""

    producer: ClassVar[str] = "participation"
    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")
