"""Ways in to the accounts behind the hours ledger, and how a line is posted to them."""

from dataclasses import replace
from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import every

from ...domain.divisions.division import community_of
from ...domain.hours.accounts import account_of, day_of, on_day, post_twice
from ...domain.hours.ledger import Entry
from ...schemas.hours_accounts import AccountView, PostingView
from ..kept import Kept

KEEPERS = ("worker", "official", "center", "integrator", "captain")
MOST_AT_ONCE = 200


class HoursAccounts(Kept):
    """Double entry: every line of the ledger is posted to two accounts, and all sum to zero."""

    def post_line(self, entry: Entry) -> None:
        """Post a line to both accounts and keep their balances, and count it in its community."""
        for posting in post_twice(entry):
            self.postings.add(posting)
            amount = {posting.grade.value: posting.minutes}
            self.hours_accounts.add(posting.account, entries=1, **amount)
        community, year = community_of(entry.division), str(entry.served_on.year)
        self.service_years.add(
            f"{community}:{year}", division=community, year=year, minutes=entry.minutes, lines=1
        )

    def fill_day(self, entry: Entry) -> None:
        """Add a line to its day; a joint task may have taken several, so its lines fill none."""
        if entry.task_id is None:
            day = self.service_days.find(day_of(entry.resident_id, entry.served_on))
            self.service_days.save(on_day(day, entry))

    def total_line(self, entry: Entry) -> None:
        """Add a line to the totals of the resident and of the organization."""
        for whose in filter(None, (entry.resident_id, entry.organization_id)):
            self.hours_totals.add(whose, minutes=entry.minutes, entries=1)

    @every(seconds=10)
    def post_older_lines(self) -> None:
        """Lines entered before there were accounts are posted, some at a time."""
        for entry in self.hours.where({"posted": None}, limit=MOST_AT_ONCE):
            self.post_line(entry)
            self.hours.save(replace(entry, posted=True))

    @get("/v1/residents/{resident_id}/hours/account", view=AccountView)
    def show_account(self, call: Call, resident_id: str) -> AccountView:
        """A resident, or staff of their division, reads the balance, the two grades apart."""
        call.speaks_for(resident_id)
        self.residents.read(resident_id)
        account = account_of(resident_id)
        balance = self.hours_accounts.get(account)
        return AccountView(
            resident_id,
            account,
            balance.get("system", 0),
            balance.get("attested", 0),
            balance.get("entries", 0),
        )

    @get("/v1/residents/{resident_id}/hours/entries", view=PostingView, paged=True)
    def list_entries(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident, or staff of their division, reads the account entry by entry."""
        call.speaks_for(resident_id)
        self.residents.read(resident_id)
        return self.postings.page({"account": account_of(resident_id)}, call)

    @get(
        "/v1/hours/postings",
        view=PostingView,
        paged=True,
        roles=KEEPERS,
        query={"account": "only this account, such as organization:org-1"},
    )
    def list_postings(self, call: Call) -> dict[str, Any]:
        """Staff read both entries of each line in their divisions, of one account or of all."""
        account = call.query.get("account")
        return self.postings.page({"account": account} if account else {}, call)
