"""Where shifts and the hours ledger are kept."""

from chassis.store import Collection, Index, Tallies

from ..domain.hours import Entry, Shift


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
    indexes = (Index("resident_id"), Index("organization_id"))


class HoursTotals(Tallies):
    """Minutes and entries for each resident and each organization; they equal the ledger's sums."""

    name = "hours_totals"
