"""Requests for mediation: residents ask, a clerk of the place takes a case up or says why not."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.disputes.asked import (
    MOST_UNANSWERED,
    accepted,
    ask,
    check_few_asked,
    decline,
    require_apart,
    require_asked,
    take_up,
)
from ...domain.disputes.dispute import Case, Dispute, DisputeStage
from ...domain.disputes.file import CaseFile, PartyKind
from ...domain.disputes.parties import check_parties
from ...domain.disputes.reading import Named
from ...domain.places import staff_of
from ...domain.topics.topic import Actor
from ...schemas.disputes import CaseView, DisputeView, NameParty
from ...schemas.mediation_requests import AskMediation, DeclineMediation
from ...views.disputes import case_shown
from .dispute import DisputeWays

ONE_REQUEST = "/v1/mediation-requests/{dispute_id}"
ANSWERING = ("worker", "official")


class MediationRequestWays(DisputeWays):
    """How a resident's own request becomes a case, or is declined."""

    @post("/v1/mediation-requests", body=AskMediation, view=DisputeView, roles=("resident",))
    def ask_for_mediation(self, call: Call) -> Dispute:
        """A resident asks for mediation in their own words, which are sealed as a file is."""
        sent: AskMediation = call.body
        who = call.principal.sub
        self.concerned(Actor(who), staff_of(sent.division))
        mine = {"stage": DisputeStage.ASKED.value, "named": self.mark_of(who)}
        check_few_asked(len(self.disputes.where(mine, limit=MOST_UNANSWERED)))
        named = [NameParty(PartyKind.RESIDENT, who), *sent.others]
        parties = tuple(self._party(number, said) for number, said in enumerate(named, 1))
        check_parties(parties, clerk=None)
        self._check_topic(sent)
        file = CaseFile(call.new_id(), sent.division, sent.matter, parties)
        dispute = Dispute(
            id=file.id,
            division=staff_of(sent.division),
            kind=sent.kind,
            clerk="",
            opened_at=call.now,
            topic_id=sent.topic_id,
            named=(self.mark_of(who),),
        )
        asked, announced = ask(dispute, file, who, rules=self.rules_at(dispute.division))
        return self.keep_case(None, asked, announced)

    @get("/v1/mediation-requests", view=DisputeView, paged=True, roles=ANSWERING)
    def list_mediation_requests(self, call: Call) -> dict[str, Any]:
        """Staff see what was asked for in their places and is not answered, not by whom."""
        return self.disputes.page({"stage": "asked"}, call)

    @get(ONE_REQUEST, view=CaseView, roles=ANSWERING, logged=True)
    def show_mediation_request(self, call: Call, dispute_id: str) -> CaseView:
        """Staff of the place read a request in order to answer it; the look is logged."""
        asked = self._asked(call, dispute_id, "request")
        return case_shown(asked, Named.CLERK, asked.file)

    @post(f"{ONE_REQUEST}/acceptance", view=DisputeView, roles=ANSWERING)
    def accept_mediation_request(self, call: Call, dispute_id: str) -> Dispute:
        """Staff take a request up and are the clerk of the case: its other parties are told."""
        asked, clerk = self._asked(call, dispute_id, "acceptance"), call.principal.sub
        people = [clerk, *(who for party in asked.file.parties for who in party.people)]
        named = tuple(dict.fromkeys(map(self.mark_of, people)))
        taken = take_up(asked, clerk, named=named, now=call.now)
        wanted = self._first_asked(taken.dispute, taken.file)
        rules = self.rules_at(taken.dispute.division)
        case, announced = accepted(taken, wanted=wanted, rules=rules)
        self._note_where_it_is(taken.dispute, taken.file)
        return self.keep_case(asked, case, announced)

    @post(f"{ONE_REQUEST}/decline", body=DeclineMediation, view=DisputeView, roles=ANSWERING)
    def decline_mediation_request(self, call: Call, dispute_id: str) -> Dispute:
        """Staff say why a request is not taken up, by a kind of reason that is published."""
        asked = self._asked(call, dispute_id, "decline")
        line = self.line(call, "declined", call.body.reason)
        rules, until = self.rules_at(asked.dispute.division), self.kept_until(asked)
        declined = decline(asked, call.body.code, line, rules=rules, keep_until=until)
        return self.keep_case(asked, *declined)

    def _asked(self, call: Call, dispute_id: str, what: str) -> Case:
        dispute = self.disputes.find(dispute_id)
        covers = dispute is not None and call.principal.covers(dispute.division)
        require_asked(dispute, dispute_id, covers=covers)
        case = self.opened_for(call, dispute_id, (Named.CLERK, what))
        require_apart(case, call.principal.sub)
        return case
