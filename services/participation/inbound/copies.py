"""What participation reads of copies that the others gave of what they keep of a resident."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from chassis.events import Inbound, described

from .words import COMMUNITY, WHERE

SOME_TIME = datetime(2019, 6, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Copied(Inbound):
    """Somebody took a copy of what a service keeps of a resident along."""

    resident_id: str = described("resident-1", "whose")
    copied_by: str = described("resident-1", "who, by the `sub` of their token")
    copied_as: str = described("self", "self, guardian, or the role of staff")
    copied_at: datetime = described(SOME_TIME, "when")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class VoicesCopied(Copied):
    """Somebody took a copy of a resident's words and votes along."""

    producer: ClassVar[str] = "expression"


@dataclass(frozen=True)
class MembershipsCopied(Copied):
    """Somebody took a copy of a resident's memberships and invitations along."""

    producer: ClassVar[str] = "collaboration"


@dataclass(frozen=True)
class PointsCopied(Copied):
    """Somebody took a copy of a resident's points and next steps along."""

    producer: ClassVar[str] = "guidance"
