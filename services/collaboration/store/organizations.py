"""Organizations, their members, the places they work in, and what is credited to them."""

from chassis.store import Collection, Index, Tallies

from ..domain.credits import Account
from ..domain.localities import Locality
from ..domain.members import Membership
from ..domain.organizations import Organization


class Organizations(Collection[Organization]):
    """Every body that takes part; anyone may see them."""

    name = "organizations"
    holds = Organization
    public = True
    indexes = (Index("division", "kind"), Index("serves"))


class Members(Collection[Membership]):
    """Who belongs, or belonged, to which organization."""

    name = "members"
    holds = Membership
    indexes = (Index("organization_id"), Index("resident_id"))

    def of_resident(self, resident_id: str) -> list[Membership]:
        """Find every membership of a resident."""
        return self.where({"resident_id": resident_id}, limit=1000)


class Localities(Collection[Locality]):
    """Divisions with the groups that stand there and the centers that serve them."""

    name = "localities"
    holds = Locality


class Credits(Tallies):
    """What residents did with an organization, and with each of its captains."""

    name = "credits"
    indexes = (Index("organization_id"), Index("captain_id"))

    def credit(self, accounts: tuple[Account, ...], **amounts: int) -> None:
        """Credit a deed to every account it concerns."""
        for account in accounts:
            self.add(
                account.id,
                organization_id=account.organization_id,
                captain_id=account.captain_id,
                **amounts,
            )

    def unlink(self, resident_id: str, erased: str) -> None:
        """Keep a captain's counts without the captain."""
        for row in self.where({"captain_id": resident_id}):
            self.add(row["id"], captain_id=erased)
