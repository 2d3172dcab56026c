"""What a place has: the groups at work there and the centers that serve it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..events import OrganizationKind
from .organizations import CENTERS, Organization

LEVELS = (12, 9, 6)

NEIGHBORLY = (
    OrganizationKind.MUTUAL_AID,
    OrganizationKind.NEIGHBORHOOD_ASSOCIATION,
    OrganizationKind.NEIGHBORHOOD_CENTER,
    OrganizationKind.VOLUNTEER_TEAM,
)
FITTING: dict[str, tuple[OrganizationKind, ...]] = {
    "activity": NEIGHBORLY,
    "organization": (OrganizationKind.VOLUNTEER_TEAM, OrganizationKind.BUILDING_CAPTAINS),
    "service": (OrganizationKind.BUILDING_CAPTAINS, OrganizationKind.VOLUNTEER_TEAM),
}


@dataclass(frozen=True)
class Group:
    """An organization as its neighbors see it."""

    organization_id: str
    kind: OrganizationKind


@dataclass(frozen=True)
class Locality:
    """A division with the groups that stand there and the centers that serve it."""

    id: str
    groups: tuple[Group, ...] = ()
    centers: tuple[str, ...] = ()


def community_of(division: str) -> str:
    """Give the community a building or estate belongs to; a town stays a town."""
    return division[: LEVELS[0]]


def codes_around(division: str) -> list[str]:
    """List the community, the town and the district of a place, the nearest first."""
    return list(dict.fromkeys(division[:level] for level in LEVELS))


def note(
    known: Mapping[str, Locality],
    *,
    organization: Organization,
    before: Organization | None = None,
) -> list[Locality]:
    """Enter an organization where it stands and, when it is a center, where it now serves."""
    noted = dict(known)
    if before is not None:
        noted = {code: _without(place, before.id) for code, place in noted.items()}
    home = community_of(organization.division)
    noted[home] = _with_group(noted.get(home, Locality(home)), organization)
    if organization.kind is OrganizationKind.CENTER:
        for code in organization.serves or (organization.division,):
            noted[code] = _with_center(noted.get(code, Locality(code)), organization.id)
    return [place for code, place in noted.items() if place != known.get(code)]


def places_of(organization: Organization) -> list[str]:
    """List the codes of the places an organization concerns."""
    return [community_of(organization.division), *organization.serves, organization.division]


def center_for(known: Mapping[str, Locality], *, division: str) -> str | None:
    """Find the center that serves a place most closely; None where none does."""
    for code in codes_around(division):
        if code in known and known[code].centers:
            return known[code].centers[0]
    return None


def group_for(
    locality: Locality | None, *, rung: str, youth: bool, taken: frozenset[str]
) -> str | None:
    """Find the group in the neighborhood that fits a resident's rung and has not asked them yet."""
    kinds = FITTING.get(rung, ())
    if youth and kinds:
        kinds = (OrganizationKind.YOUTH_TEAM, *kinds)
    groups = locality.groups if locality else ()
    fitting = [
        (kinds.index(group.kind), group.organization_id)
        for group in groups
        if group.kind in kinds and group.organization_id not in taken
    ]
    return min(fitting)[1] if fitting else None


def keepers(locality: Locality | None) -> list[str]:
    """List the organizations of a place that could keep an idle space there."""
    groups = locality.groups if locality else ()
    return [group.organization_id for group in groups if group.kind not in CENTERS]


def _without(locality: Locality, organization_id: str) -> Locality:
    return replace(
        locality,
        groups=tuple(g for g in locality.groups if g.organization_id != organization_id),
        centers=tuple(c for c in locality.centers if c != organization_id),
    )


def _with_group(locality: Locality, organization: Organization) -> Locality:
    group = Group(organization.id, organization.kind)
    others = [g for g in locality.groups if g.organization_id != organization.id]
    return replace(
        locality, groups=tuple(sorted([*others, group], key=lambda g: g.organization_id))
    )


def _with_center(locality: Locality, center_id: str) -> Locality:
    return replace(locality, centers=tuple(sorted({*locality.centers, center_id})))
