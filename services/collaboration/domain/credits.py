"""What is credited to organizations, and to their captains, for what residents do with them."""

import uuid
from dataclasses import dataclass

CAPTAINS = uuid.UUID("6b1c9a52-52c5-4b0e-9a35-0d1f6e3c7a10")


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
    # A name-based UUID, so that nothing leads back to a captain who was erased.
    key = uuid.uuid5(CAPTAINS, f"{organization_id}:{resident_id}")
    return Account(str(key), organization_id, resident_id)
