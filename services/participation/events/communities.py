"""Communities: found weak, and put right."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class CommunityUnflagged(Event):
    """A community that was flagged weak is none any more: it was merged or split."""

    community_id: str = described(COMMUNITY, "official code of the community")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class RectificationOverdue(Event):
    """What was to be done to put a weak community right was not done by its day."""

    community_id: str = described(COMMUNITY, "official code of the community")
    matter_id: str = described(f"{COMMUNITY}:每月议事", "what is owed, in this community")
    title: str = described("每月议事", "the step, as the plan words it, or that a plan is made")
    owner: str = described("里水镇组织办", "who owes it: an office, or the community")
    level: int = described(1, "1 when it was not done in time, more when that went unheeded")
    due_on: date = described(date(2019, 8, 1), "the day by which it was to be done")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class RectificationCaughtUp(Event):
    """What was said overdue in a weak community is done, or is asked for no more."""

    community_id: str = described(COMMUNITY, "official code of the community")
    matter_id: str = described(f"{COMMUNITY}:每月议事", "what was owed, in this community")
    title: str = described("每月议事", "the step, as the plan words it, or that a plan is made")
    division: str = described(COMMUNITY, WHERE)
