"""What expression hears of participation."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY, LINKED, MORNING, RESIDENT


@dataclass(frozen=True)
class ResidentRegistered(Inbound):
    """A resident may from now on take part in the deliberations of where they live."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where the resident lives")
    registered_at: datetime = described(MORNING, "when they were registered")
    groups: list[str] = described(["youth", "newcomer"], "groups they belong to", default=[])
    assurance: str = described("staff_verified", "how surely they are known", default="")


@dataclass(frozen=True)
class ResidentAssured(Inbound):
    """Staff know a resident more surely, or less, than before."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    assurance: str = described("real_name", "how surely they are known")
    assured_at: datetime = described(MORNING, "when staff said so")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class ResidentErased(Inbound):
    """A resident is to be forgotten."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class ConsentWithdrawn(Inbound):
    """A resident ends one use of what is known about them."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("expression", "the use that must end")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class ConsentGiven(Inbound):
    """A resident agrees to one use of what is known about them."""

    producer: ClassVar[str] = "participation"

    resident_id: str = described(RESIDENT, "the resident")
    purpose: str = described("expression", "the use agreed to")
    division: str = described(COMMUNITY, "where the resident lives")


@dataclass(frozen=True)
class CommunityFlaggedWeak(Inbound):
    """A community was found weak and needs to hear its residents."""

    producer: ClassVar[str] = "participation"

    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("长期没有议事", "what was found")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityRecovered(Inbound):
    """A weak community has been put right."""

    producer: ClassVar[str] = "participation"

    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class CommunityUnflagged(Inbound):
    """A weak community is none any more: it was merged or split."""

    producer: ClassVar[str] = "participation"

    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, "its code")


@dataclass(frozen=True)
class AffairCompleted(Inbound):
    """A resident saw a public affair through."""

    producer: ClassVar[str] = "participation"

    affair_id: str = described("affair-1", "the affair")
    resident_id: str = described(RESIDENT, "who did it")
    kind: str = described("parking", "kind of affair")
    topic_id: str | None = described("topic-1", LINKED)
