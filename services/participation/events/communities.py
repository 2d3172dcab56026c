"""Communities: found weak, and put right."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, WHERE


@dataclass(frozen=True)
class CommunityFlaggedWeak(Event):
    """A community's party organization is found weak and lax and must be put right."""

    community_id: str = described(COMMUNITY, "official code of the community")
    reason: str = described("长期没有议事", "what was found")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class CommunityRecovered(Event):
    """A community that was flagged weak has been put right."""

    community_id: str = described(COMMUNITY, "official code of the community")
    division: str = described(COMMUNITY, WHERE)
