"""Organizations and centers: the bodies, like and unlike, that take part."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Invalid
from chassis.events import Event

from ..events import OrganizationKind, OrganizationRegistered
from .neighborly import check_stands_among_neighbors

CENTERS = (OrganizationKind.PARK, OrganizationKind.CENTER)


@dataclass(frozen=True)
class Organization:
    """A body that takes part; a center stands in one place and may serve several."""

    id: str
    division: str
    name: str
    kind: OrganizationKind
    registered_at: datetime
    serves: tuple[str, ...] = ()
    reference: str | None = None


Decision = tuple[Organization, list[Event]]


def identity(kind: OrganizationKind, reference: str | None, *, fresh_id: str) -> str:
    """Give an organization the same id each time an integrator sends it with its reference."""
    return f"{kind.value}-{reference}" if reference else fresh_id


def register(known: Organization | None, *, entry: Organization) -> Decision:
    """Enter an organization; the same entry again changes nothing, another one corrects it."""
    _check_serves(entry)
    if known is None or known.division != entry.division:
        check_stands_among_neighbors(entry.kind, entry.division)
    if known is None:
        return entry, [_registered(entry)]
    corrected = replace(entry, registered_at=known.registered_at)
    return corrected, [] if corrected == known else [_registered(corrected)]


def _check_serves(entry: Organization) -> None:
    if entry.serves and entry.kind not in CENTERS:
        raise Invalid(
            "only-centers-serve",
            "only the park and the centers serve divisions beyond their own",
            "只有创益园和创益中心可以服务其他区域",
            field="serves",
        )


def _registered(organization: Organization) -> OrganizationRegistered:
    return OrganizationRegistered(
        organization_id=organization.id,
        name=organization.name,
        kind=organization.kind,
        serves=list(organization.serves),
        division=organization.division,
    )
