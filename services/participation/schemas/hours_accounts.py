"""What is sent to correct the hours ledger, and what is shown of the accounts behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.hours.ledger import Grade
from ..domain.hours.reversals import Reason


@dataclass(frozen=True)
class ReverseHours:
    """What is sent to set a line of the ledger to nothing."""

    reason: Reason = described("mistyped", "why the line does not stand")
    note: Annotated[str, Length(1, 500)] | None = described(
        "应为20分钟，误记为120分钟", "what was found; it stays in this service", default=None
    )


@dataclass(frozen=True)
class AccountView:
    """A resident's account: minutes seen on shifts' lists and minutes on someone's word, apart."""

    resident_id: str
    account: str
    system_minutes: int
    attested_minutes: int
    entries: int


@dataclass(frozen=True)
class PostingView:
    """One entry of an account, and the account that stands against it."""

    id: str
    division: str
    account: str
    counter_account: str
    minutes: int
    grade: Grade
    entry_id: str
    served_on: date
    reverses: str | None
    reason: str | None
