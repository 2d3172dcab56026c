"""Residents: what is forgotten of those who asked for it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.events import Event, described

from .words import COMMUNITY


@dataclass(frozen=True)
class MembershipsForgotten(Event):
    """The receipt for an erasure: nothing collaboration keeps leads to the resident any more."""

    resident_id: str = described("r-1001", "the id that leads to nobody any more")
    cut_off: dict[str, int] = described({"memberships": 2, "invitations": 1}, "how much, by kind")
    forgotten_at: datetime = described(datetime(2019, 6, 3, 1, tzinfo=UTC), "when it was done")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class MembershipsCopied(Event):
    """Somebody took a copy of a resident's memberships and invitations along: a look to log."""

    resident_id: str = described("r-1001", "whose")
    copied_by: str = described("r-1001", "who, by the `sub` of their token")
    copied_as: str = described("self", "self, guardian, or the role of staff")
    copied_at: datetime = described(datetime(2019, 6, 3, 1, tzinfo=UTC), "when")
    division: str = described(COMMUNITY, "where the resident lives")
