"""Members of organizations: who joined, as what, and which buildings a captain looks after."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Forbidden, Invalid, Refused
from chassis.events import Event

from ..events import MemberJoined, Role
from .localities import community_of
from .neighborly import check_buildings
from .organizations import Organization


@dataclass(frozen=True)
class Membership:
    """One resident's place in one organization; it is kept after they left."""

    id: str
    division: str
    organization_id: str
    resident_id: str
    role: Role
    buildings: tuple[str, ...]
    joined_at: datetime
    left_at: datetime | None = None


Decision = tuple[Membership, list[Event]]


def identity(organization_id: str, resident_id: str) -> str:
    """Give the one membership a resident can have in an organization its id."""
    return f"{organization_id}:{resident_id}"


def check_own_wish(role: Role, *, on_behalf: bool) -> None:
    """Let residents join as members by themselves; captains and leads are entered by staff."""
    if role is not Role.MEMBER and not on_behalf:
        raise Forbidden(
            "role-is-given", "captains and leads are entered by staff", "楼长和负责人由工作人员登记"
        )


@dataclass(frozen=True)
class Wish:
    """What a resident wants to be in an organization."""

    resident_id: str
    role: Role = Role.MEMBER
    buildings: tuple[str, ...] = ()


def join(
    known: Membership | None, *, organization: Organization, wish: Wish, now: datetime
) -> Decision:
    """Take a resident into an organization; only the first time is news to the other systems."""
    if wish.buildings and wish.role is not Role.CAPTAIN:
        raise Invalid(
            "only-captains-have-buildings",
            "only a building captain looks after buildings",
            "只有楼长负责楼栋",
            field="buildings",
        )
    check_buildings(wish.buildings, community_of(organization.division))
    membership = Membership(
        id=identity(organization.id, wish.resident_id),
        division=organization.division,
        organization_id=organization.id,
        resident_id=wish.resident_id,
        role=wish.role,
        buildings=wish.buildings,
        joined_at=known.joined_at if known else now,
    )
    return membership, [] if known else [_joined(membership, organization)]


def leave(membership: Membership, *, now: datetime) -> Decision:
    """Let a resident leave; the record stays."""
    if membership.left_at is not None:
        raise Refused("left-already", "this resident has left already", "该居民已退出")
    return replace(membership, left_at=now), []


def _joined(membership: Membership, organization: Organization) -> MemberJoined:
    return MemberJoined(
        resident_id=membership.resident_id,
        organization_id=organization.id,
        organization_kind=organization.kind,
        role=membership.role,
        buildings=list(membership.buildings),
        division=membership.division,
    )
