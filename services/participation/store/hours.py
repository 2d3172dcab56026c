"""Where shifts and the hours ledger are kept."""

from chassis.store import Collection, Index, Tallies

from ..domain.hours.accounts import Posting, ServiceDay
from ..domain.hours.ledger import Entry, Shift


class Shifts(Collection[Shift]):
    """Shifts that look for volunteers; everybody may see them, but not who is on the list."""

    name = "shifts"
    holds = Shift
    public = True
    indexes = (Index("division"), Index("organization_id"))


class HoursLedger(Collection[Entry]):
    """Lines of the ledger: written once, never changed."""

    name = "hours"
    holds = Entry
    indexes = (Index("resident_id"), Index("organization_id"), Index("posted"))


class HoursTotals(Tallies):
    """Minutes and entries for each resident and each organization; they equal the ledger's sums."""

    name = "hours_totals"


class Postings(Collection[Posting]):
    """The two entries of each line, account by account: all of them sum to zero."""

    name = "hours_postings"
    holds = Posting
    indexes = (Index("account"),)


class HoursAccounts(Tallies):
    """Balances by account and grade; they equal the sums of the postings."""

    name = "hours_accounts"


class ServiceDays(Collection[ServiceDay]):
    """Minutes credited to a resident for a day: no day has more than 24 hours."""

    name = "service_days"
    holds = ServiceDay
