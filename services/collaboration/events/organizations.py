"""Organizations: entered, and joined by residents."""

from dataclasses import dataclass

from chassis.events import Event, described

from .kinds import OrganizationKind, Role
from .words import COMMUNITY


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
