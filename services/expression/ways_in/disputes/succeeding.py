"""A clerk who left: who answers for the place names another, and does not read the file."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import get, post

from ...domain.disputes.dispute import Dispute
from ...domain.disputes.succeeding import name_successor
from ...schemas.disputes import DisputeView, HandOver
from .dispute import ONE_CASE, DisputeWays

OPEN = ["opened", "mediating", "settled"]


class SuccessionWays(DisputeWays):
    """How no case is left without a clerk."""

    @get("/v1/clerks/{clerk_id}/disputes", view=DisputeView, paged=True, roles=("official",))
    def list_disputes_of_clerk(self, call: Call, clerk_id: str) -> dict[str, Any]:
        """Officials see open cases of their places a clerk records, and not what is in them."""
        return self.disputes.page({"clerk": clerk_id, "stage": {"$in": OPEN}}, call)

    @post(f"{ONE_CASE}/successor", body=HandOver, view=DisputeView, status=200, roles=("official",))
    def name_successor(self, call: Call, dispute_id: str) -> Dispute:
        """An official names another clerk where one left: the file itself says so, they read none.

        The service opens it, which is logged, to see that the new clerk has no part in the case.
        """
        dispute = self.disputes.find(dispute_id)
        if dispute is None or not dispute.clerk or not call.principal.covers(dispute.division):
            raise NotFound("disputes", dispute_id)
        case = self.opened_by_itself(self.disputes.of_named(dispute_id), "succession")
        line = self.line(call, "clerk replaced", call.body.reason)
        marks = self.mark_of(dispute.clerk), self.mark_of(call.body.clerk_id)
        return self.keep_case(case, name_successor(case, call.body.clerk_id, line, marks=marks))
