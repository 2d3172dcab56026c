"""Ways in to a copy of all that collaboration keeps of a resident, to read and to take along."""

from typing import Any

from chassis.http.call import Call
from chassis.permits import Permit, permit
from chassis.service import get, subscribe
from chassis.store.chained import Part, PartRow, chained

from ..domain.copies import advice_of, refuse_forgotten, task_of
from ..domain.invitees import Invitee
from ..events import MembershipsCopied
from ..inbound import ExportGranted
from .kept import Kept

GUARDIAN = "guardian"


class CopyWaysIn(Kept):
    """A copy of one's own (PIPL Art. 45), page by page; each page is a look for the access log."""

    @subscribe(ExportGranted, loads={"invitees": "resident_id"})
    def on_export_granted(self, event: ExportGranted) -> None:
        """A guardian or staff may for a while take a copy along, unless nobody is left to copy."""
        known = self.invitees.find(event.resident_id)
        if known is not None and not known.erased:
            self.permits.note(_permit(event), now=self.work.now)

    @get(
        "/v1/residents/{resident_id}/export",
        view=PartRow,
        paged=True,
        roles=("resident", "worker", "official"),
        logged=True,
    )
    def export_resident(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident, or who was granted it, reads all of their memberships and invitations."""
        known = self.invitees.read(resident_id)
        copied_as = self.permits.reads_as(call, resident_id)
        refuse_forgotten(known)
        place = known.division
        told = MembershipsCopied(resident_id, call.principal.sub, copied_as, call.now, place)
        self.invitees.save(known, [told])
        return chained(self._parts(known), call)

    def _parts(self, known: Invitee) -> list[Part]:
        who = known.id
        return [
            Part("resident", self.invitees, {"_id": who}),
            Part("memberships", self.members, {"resident_id": who}),
            Part("invitations", self.invitations, {"resident_id": who}),
            Part("tasks", self.tasks, {"_id": {"$in": list(known.served_in)}}, task_of(who)),
            Part("advice", self.advice, {"adviser_id": who}, advice_of),
            Part("credits", self.credits, {"captain_id": who}),
            Part("todos", self.todos, {"owner": who}),
        ]


def _permit(event: ExportGranted) -> Permit:
    who, office = event.granted_to, event.granted_as != GUARDIAN
    return permit(event.resident_id, who, as_=event.granted_as, until=event.until, office=office)
