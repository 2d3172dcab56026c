"""The way in to corrections of the hours ledger."""

from chassis.http.call import Call
from chassis.http.ways_in import post

from ...domain.hours.ledger import Entry
from ...domain.hours.reversals import Correction, reversal_of, reverse
from ...domain.ladder.standing import Deed, Evidence, take_back
from ...schemas.hours import EntryView
from ...schemas.hours_accounts import ReverseHours
from ..certificates.certificate import CertificateWaysIn
from .accounts import HoursAccounts


class HoursReversalWaysIn(HoursAccounts, CertificateWaysIn):
    """Corrections: a line is never changed, another one stands against it."""

    @post(
        "/v1/hours/{entry_id}/reversals",
        body=ReverseHours,
        view=EntryView,
        roles=("worker", "official", "integrator"),
    )
    def reverse_hours(self, call: Call, entry_id: str) -> Entry:
        """Staff of the place set a line to nothing, once, and say why."""
        entry = self.hours.get(entry_id)
        correction = Correction(call.principal.sub, call.body.reason, call.body.note)
        line, events = reverse(entry, self.hours.find(reversal_of(entry_id)), correction)
        self.hours.add(line, events)
        self._undo(entry, line)
        self.recall_certificates(entry)
        return line

    def _undo(self, entry: Entry, line: Entry) -> None:
        if entry.posted:
            self.post_line(line)
        self.fill_day(line)
        self.total_line(line)
        standing = self.standings.find(entry.resident_id)
        if standing is not None:
            self.standings.save(take_back(standing, _evidence(entry)))


def _evidence(entry: Entry) -> Evidence:
    deed = Deed.HOURS_CREDITED
    return Evidence("", deed, entry.id, entry.served_on, minutes=entry.minutes)
