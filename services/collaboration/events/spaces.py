"""Idle spaces: taken up by an organization."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY


@dataclass(frozen=True)
class SpaceTakenUp(Event):
    """An organization took up an idle space that was offered to it: it will keep it."""

    space_id: str = described("space-1", "the space")
    organization_id: str = described("mutual_aid-aid", "who keeps it from now on")
    division: str = described(COMMUNITY, "where the space is")
