"""What is credited to organizations, and to their captains, for what residents do with them."""

from dataclasses import dataclass

VISIT = {"visits": 1}
ATTENDANCE = {"attendances": 1}
AFFAIR = {"affairs": 1}


@dataclass(frozen=True)
class Account:
    """Whom a credit goes to: an organization, or one of its captains."""

    id: str
    organization_id: str
    captain_id: str = ""


def accounts(
    organization_id: str | None, *, resident_id: str, captain: bool
) -> tuple[Account, ...]:
    """List the accounts a deed is credited to: its organization's and, by a captain, theirs too."""
    if organization_id is None:
        return ()
    own = Account(organization_id, organization_id)
    if not captain:
        return (own,)
    return own, captains_account(organization_id, resident_id)


def captains_account(organization_id: str, resident_id: str) -> Account:
    """Give the account of one captain in one organization."""
    return Account(f"{organization_id}:{resident_id}", organization_id, resident_id)
