"""What is sent and shown of organizations and their members."""

from dataclasses import dataclass
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..events import OrganizationKind, Role
from .limits import Code, Identity, Name, Reference


@dataclass(frozen=True)
class RegisterOrganization:
    """What an integrator or official sends to register an organization or a center."""

    name: Name = described("大沥镇创益中心", "its public name")
    kind: OrganizationKind = described("center", "what kind of body it is")
    division: Code = described("440605124", "where it stands")
    serves: Annotated[list[Code], Length(0, 400)] = described(
        ["440605124"], "for the park and centers: the divisions it serves", default=[]
    )
    reference: Reference | None = described(
        "dali", "the sender's own name for it; the same again is the same body", default=None
    )


@dataclass(frozen=True)
class JoinOrganization:
    """What is sent when a resident joins an organization."""

    organization_id: Identity = described("building_captains-tangzhong", "the organization")
    resident_id: Identity = described("r-1001", "who joins")
    role: Role = described("captain", "what they are there", default=Role.MEMBER)
    buildings: Annotated[list[Code], Length(0, 100)] = described(
        ["440605124004-e01-b03"], "the buildings a captain looks after", default=[]
    )


@dataclass(frozen=True)
class CaptainCredits:
    """What a captain did for an organization."""

    captain_id: str
    minutes: int
    affairs: int


@dataclass(frozen=True)
class CreditsView:
    """What residents did with an organization, and what its captains did."""

    organization_id: str
    visits: int
    attendances: int
    minutes: int
    affairs: int
    captains: tuple[CaptainCredits, ...]
