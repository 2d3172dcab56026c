"""What expression hears of collaboration's organizations and of who belongs to them."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY


@dataclass(frozen=True)
class MemberJoined(Inbound):
    """A resident joined an organization, perhaps as a captain of buildings."""

    producer: ClassVar[str] = "collaboration"

    resident_id: str = described("r-1001", "who joined")
    role: str = described("captain", "what the resident is there")
    buildings: list[str] = described([f"{COMMUNITY}-e01-b03"], "buildings a captain looks after")
    division: str = described(COMMUNITY, "where the organization stands")


@dataclass(frozen=True)
class OrganizationRegistered(Inbound):
    """A body takes part in the collaboration, or its entry was corrected."""

    producer: ClassVar[str] = "collaboration"

    organization_id: str = described("center-dali", "the organization")
    kind: str = described("center", "what kind of body it is")
    serves: list[str] = described(["440605124"], "divisions it serves, beyond where it stands")
    division: str = described("440605124", "where it stands")
