"""Reading a case: by those it names, and by nobody else; every look is told to them."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get
from chassis.store import Order

from ...domain.disputes.reading import named_as, shown_to
from ...schemas.disputes import CaseView, DisputeView, LookView
from ...views.disputes import case_shown
from ..kept import SPEAKERS
from .case_files import CaseFileWays
from .dispute import ONE_CASE

LATEST_FIRST = Order("at", -1)


class CaseReadingWays(CaseFileWays):
    """What those who are named in a case see of it."""

    @get("/v1/disputes", view=DisputeView, paged=True, roles=SPEAKERS)
    def list_disputes(self, call: Call) -> dict[str, Any]:
        """Everybody sees the cases they are named in, and no others."""
        return self.disputes.page({"named": self.mark_of(call.principal.sub)}, call)

    @get(ONE_CASE, view=CaseView, roles=SPEAKERS, logged=True)
    def show_dispute(self, call: Call, dispute_id: str) -> CaseView:
        """Those who are named in a case read its file, facts in the order of time; it is logged."""
        case, who = self.case_of(call, dispute_id, "file"), call.principal.sub
        return case_shown(case, named_as(case.dispute, who), shown_to(case, who))

    @get(f"{ONE_CASE}/looks", view=LookView, paged=True, roles=SPEAKERS)
    def list_looks(self, call: Call, dispute_id: str) -> dict[str, Any]:
        """Those who are named in a case see who opened its file, when and for what."""
        dispute = self.named_in(call, dispute_id)
        return self.case_looks.page({"dispute_id": dispute.id}, call, order=LATEST_FIRST)

    @get("/v1/looks", view=LookView, paged=True, roles=SPEAKERS)
    def list_looks_at_me(self, call: Call) -> dict[str, Any]:
        """A resident sees every look into a file of a case they are a party of."""
        about = self.mark_of(call.principal.sub)
        return self.case_looks.page({"about": about}, call, order=LATEST_FIRST)
