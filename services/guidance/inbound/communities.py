"""What guidance reads of weak communities: found, behind with being put right, recovered."""

from dataclasses import dataclass
from datetime import date

from chassis.events import described

from .participation import COMMUNITY, FromParticipation


@dataclass(frozen=True)
class CommunityFlaggedWeak(FromParticipation):
    """A community must be put right."""

    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("长期没有议事", "what was found")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class RectificationOverdue(FromParticipation):
    """What was to be done to put a weak community right was not done by its day."""

    matter_id: str = described(f"{COMMUNITY}:每月议事", "what is owed")
    title: str = described("每月议事", "the step, as the plan words it")
    owner: str = described("里水镇组织办", "who owes it")
    level: int = described(1, "1 when it was not done in time, more when that went unheeded")
    due_on: date = described("2019-08-01", "the day by which it was to be done")
    division: str = described(COMMUNITY, "the community")


@dataclass(frozen=True)
class RectificationCaughtUp(FromParticipation):
    """What was said overdue in a weak community is done, or asked for no more."""

    matter_id: str = described(f"{COMMUNITY}:每月议事", "what was owed")
    division: str = described(COMMUNITY, "the community")


@dataclass(frozen=True)
class CommunityRecovered(FromParticipation):
    """A weak community has been put right."""

    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityUnflagged(FromParticipation):
    """A weak community is none any more: it was merged or split."""

    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")
