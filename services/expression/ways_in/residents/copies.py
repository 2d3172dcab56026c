"""Ways in to a copy of all that expression keeps of a resident, to read and to take along."""

from typing import Any

from chassis.http.call import Call
from chassis.permits import Permit, permit
from chassis.service import get, subscribe
from chassis.store.chained import Part, PartRow, chained, without

from ...domain.residents.copies import case_of, refuse_forgotten, topic_of
from ...events import VoicesCopied
from ...inbound import ExportGranted
from ..deliberation.deliberating import Deliberating
from ..disputes.kept import CaseKeepingWays
from ..entries.entering import EnteringWays
from ..hall.sessions import HallKept

GUARDIAN = "guardian"


class CopyWays(CaseKeepingWays, Deliberating, HallKept, EnteringWays):
    """A copy of one's own (PIPL Art. 45), page by page; each page is a look for the access log."""

    @subscribe(ExportGranted, loads={"residents": "resident_id"})
    def on_export_granted(self, event: ExportGranted) -> None:
        """A guardian or staff may for a while take a copy along, unless nobody is left to copy."""
        known = self.residents.find(event.resident_id)
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
        """A resident, or who was granted it, reads all that is kept of their words and votes.

        What they chose in secret votes is not in it: nobody can join a ballot to a name.
        """
        known = self.residents.read(resident_id)
        copied_as = self.permits.reads_as(call, resident_id)
        refuse_forgotten(known)
        place = known.division
        told = VoicesCopied(resident_id, call.principal.sub, copied_as, call.now, place)
        self.residents.save(known, [told])
        return chained(self._parts(resident_id), call)

    def _parts(self, who: str) -> list[Part]:
        return [*self._said_by(who), *self._concerning(who), *self._in_office(who)]

    def _said_by(self, who: str) -> list[Part]:
        raised = {"$or": [{"voices": who}, {"monitors": who}]}
        return [
            Part("resident", self.residents, {"_id": who}),
            Part("topics", self.topics, raised, topic_of(who)),
            Part("statements", self.statements, {"made_by": who}),
            Part("votes", self.votes, {"voter_id": who}),
            Part("secret_votes", self.rolls, {"voter_id": who}, without("blinded", "signature")),
            Part("answers", self.answers, {"resident_id": who}),
            Part("objections", self.objections, {"made_by": who}),
            Part("opinions", self.opinions, {"answered_by": who}),
            Part("speaking", self.hall_places, {"resident_id": who}),
            Part("requests", self.service_requests, {"account": who}),
        ]

    def _concerning(self, who: str) -> list[Part]:
        return [
            Part("entries", self.entries, {"resident_id": who}, without("path", "named")),
            Part("follows", self.follows, {"resident_id": who}),
            Part("concerns", self.concerns, {"resident_id": who}),
            Part("looks", self.speaker_looks, {"resident_id": who}),
            Part("cases", self.disputes, {"mentioned": self.mark_of(who)}, case_of),
        ]

    def _in_office(self, who: str) -> list[Part]:
        return [
            Part("seats", self.seats, {"members": who}, without("members")),
            Part("seats_taken", self.seats_taken, {"voter_id": who}),
            Part("mediator", self.mediators, {"_id": who}, without("kin")),
            Part("calls", self.hall_turns, {"called_by": who}),
        ]


def _permit(event: ExportGranted) -> Permit:
    who, office = event.granted_to, event.granted_as != GUARDIAN
    return permit(event.resident_id, who, as_=event.granted_as, until=event.until, office=office)
