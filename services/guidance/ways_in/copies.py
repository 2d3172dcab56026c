"""Ways in to a copy of all that guidance keeps of a resident, to read and to take along."""

from typing import Any

from chassis.http.call import Call
from chassis.permits import Permit, permit
from chassis.service import get, subscribe
from chassis.store.chained import Part, PartRow, chained, without

from ..events import PointsCopied
from ..inbound import ExportGranted
from .kept import Kept

GUARDIAN = "guardian"


class Copies(Kept):
    """A copy of one's own (PIPL Art. 45), page by page; each page is a look for the access log."""

    @subscribe(ExportGranted, loads={"pathways": "resident_id"})
    def on_export_granted(self, event: ExportGranted) -> None:
        """A guardian or staff may for a while take a copy along, unless nobody is left to copy."""
        known = self.pathways.find(event.resident_id)
        if known is not None:
            self.permits.note(_permit(event), now=self.work.now)

    @get(
        "/v1/residents/{resident_id}/export",
        view=PartRow,
        paged=True,
        roles=("resident", "worker", "official"),
        logged=True,
    )
    def export_resident(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident, or who was granted it, reads all of their points, steps and reasons."""
        known = self.pathways.read(resident_id)
        copied_as = self.permits.reads_as(call, resident_id)
        place = known.division
        told = PointsCopied(resident_id, call.principal.sub, copied_as, call.now, place)
        self.pathways.save(known, [told])
        return chained(self._parts(resident_id), call)

    def _parts(self, who: str) -> list[Part]:
        subject = f"resident:{who}"
        return [
            Part("pathway", self.pathways, {"_id": who}),
            Part("score", self.totals, {"_id": subject}),
            Part("ledger", self.ledger, {"subject": subject}),
            Part("unscored", self.unscored, {"subjects": subject}, without("subjects", "roles")),
            Part("suggestions", self.suggestions, {"resident_id": who}),
            Part("nudges", self.nudges, {"owner": who}),
        ]


def _permit(event: ExportGranted) -> Permit:
    who, office = event.granted_to, event.granted_as != GUARDIAN
    return permit(event.resident_id, who, as_=event.granted_as, until=event.until, office=office)
