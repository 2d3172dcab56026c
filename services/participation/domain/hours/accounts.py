"""The hours as double entry: what a resident is credited, another account gives; all sum to zero.

Each line of the ledger is posted twice, once to the account of the resident and once, with the
opposite sign, to that of the organization served or, where none is named, of the community that
enters it. Minutes seen on a shift's list and minutes on someone's word are never added up together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chassis.errors import Refused

from ..divisions.division import community_of
from .ledger import Entry, Grade

WHOLE_DAY = 24 * 60


@dataclass(frozen=True)
class Posting:
    """One of the two entries of a line: minutes an account receives, below zero if it gives."""

    id: str
    division: str
    account: str
    counter_account: str
    minutes: int
    grade: Grade
    entry_id: str
    served_on: date
    reverses: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ServiceDay:
    """How many minutes a resident has been credited for one day."""

    id: str
    division: str
    minutes: int = 0


def account_of(resident_id: str) -> str:
    """Name the account of a resident."""
    return f"resident:{resident_id}"


def giver_of(entry: Entry) -> str:
    """Name the account that gives what a line credits."""
    if entry.organization_id:
        return f"organization:{entry.organization_id}"
    return f"community:{community_of(entry.division)}"


def post_twice(entry: Entry) -> tuple[Posting, Posting]:
    """Post a line to the two accounts it concerns; the two sum to zero."""
    receiver, giver = account_of(entry.resident_id), giver_of(entry)
    received = Posting(
        f"{entry.id}:to",
        entry.division,
        receiver,
        giver,
        entry.minutes,
        entry.grade,
        entry.id,
        entry.served_on,
        entry.reverses,
        entry.reason,
    )
    given = replace(
        received,
        id=f"{entry.id}:from",
        account=giver,
        counter_account=receiver,
        minutes=-entry.minutes,
    )
    return received, given


def balances(postings: Iterable[Posting]) -> dict[tuple[str, Grade], int]:
    """Add up postings by account and grade: the balances kept beside them must equal this."""
    totals: dict[tuple[str, Grade], int] = {}
    for one in postings:
        totals[one.account, one.grade] = totals.get((one.account, one.grade), 0) + one.minutes
    return totals


def day_of(resident_id: str, day: date) -> str:
    """Name a resident's day."""
    return f"{resident_id}:{day.isoformat()}"


def on_day(day: ServiceDay | None, entry: Entry) -> ServiceDay:
    """Add a line to a resident's day; nobody serves more than the 24 hours it has."""
    before = day or ServiceDay(day_of(entry.resident_id, entry.served_on), entry.division)
    minutes = before.minutes + entry.minutes
    if minutes > WHOLE_DAY:
        raise Refused(
            "day-overfull",
            f"{before.minutes} minutes are credited for that day already, of {WHOLE_DAY} it has",
            f"该日已记录{before.minutes}分钟，一日最多{WHOLE_DAY}分钟",
            field="minutes",
        )
    return replace(before, minutes=max(0, minutes))
