"""What is sent when a body takes an idle space up or answers a call for help."""

from dataclasses import dataclass

from chassis.events import described

from .limits import Identity


@dataclass(frozen=True)
class NameOrganization:
    """Which body acts."""

    organization_id: Identity = described("volunteer_team-tangzhong", "the body")
