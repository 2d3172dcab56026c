"""未诉先办: where something builds up, the teams of the place are asked to see to it in time."""

from dataclasses import dataclass
from datetime import datetime

from ..events import OrganizationKind
from .calls import CallForHelp
from .localities import Locality

WANTED = ("proactive_team",)
TEAMS = (
    OrganizationKind.BUILDING_CAPTAINS,
    OrganizationKind.VOLUNTEER_TEAM,
    OrganizationKind.NEIGHBORHOOD_ASSOCIATION,
    OrganizationKind.MUTUAL_AID,
    OrganizationKind.YOUTH_TEAM,
)


@dataclass(frozen=True)
class Risen:
    """What is told of a warning."""

    warning_id: str
    category: str
    level: int
    count: int
    division: str
    at: datetime


def invite_team(risen: Risen, locality: Locality | None, center_id: str | None) -> CallForHelp:
    """Invite the teams of a place to a warning; from its second level on its center as well."""
    groups = locality.groups if locality else ()
    teams = [group.organization_id for group in groups if group.kind in TEAMS]
    centers = [center_id] if center_id and risen.level > 1 else []
    return CallForHelp(
        id=risen.warning_id,
        division=risen.division,
        reason=_reason(risen),
        as_of=risen.at,
        wants=WANTED,
        invited=tuple(dict.fromkeys((*teams, *centers))),
    )


def never_called(warning_id: str, division: str, at: datetime) -> CallForHelp:
    """Stand for a warning that is heard to have ended before it is heard to have begun."""
    return CallForHelp(warning_id, division, "", at, wants=WANTED, open=False)


def _reason(risen: Risen) -> str:
    what = f"{risen.category}, {risen.count}"
    return f"预警{risen.level}级：{what}件 / warning of level {risen.level}: {what}"
