"""Residents who can be invited, their invitations, and what came of them."""

from datetime import datetime

from chassis.store import Collection, Index, Tallies

from ..domain.invitations import Invitation, Status
from ..domain.invitees import Invitee
from ..domain.localities import community_of
from ..domain.rules import Rulebook


class Invitees(Collection[Invitee]):
    """Residents by opaque id."""

    name = "invitees"
    holds = Invitee


class Invitations(Collection[Invitation]):
    """Every invitation, answered or not."""

    name = "invitations"
    holds = Invitation
    indexes = (Index("resident_id"), Index("status", "expires_at"), Index("division"))

    def lapsed(self, now: datetime, limit: int = 100) -> list[Invitation]:
        """Find unanswered invitations whose time is over."""
        query = {"status": Status.ISSUED.value, "expires_at": {"$lte": now}}
        return self.where(query, sort=(("expires_at", 1),), limit=limit)

    def of_resident(self, resident_id: str) -> list[Invitation]:
        """Find every invitation of a resident."""
        return self.where({"resident_id": resident_id}, limit=1000)


class Rulebooks(Collection[Rulebook]):
    """The one book of published rules."""

    name = "rulebooks"
    holds = Rulebook


class Conversion(Tallies):
    """How many invitations were issued, accepted, declined and expired, by community and kind."""

    name = "conversion"
    public = True
    indexes = (Index("division"),)

    def count(self, invitation: Invitation) -> None:
        """Count an invitation under where it stands now."""
        community = community_of(invitation.division)
        kind = invitation.target_kind.value
        self.add(
            f"{community}:{kind}",
            division=community,
            target_kind=kind,
            **{invitation.status.value: 1},
        )

    def within(self, division: str | None) -> list[dict[str, object]]:
        """Find the counts of every community in a division."""
        query = {"division": {"$regex": f"^{division}"}} if division else {}
        return self.where(query, limit=5000)
