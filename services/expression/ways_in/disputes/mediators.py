"""Mediators of a case: who could be asked, who is seated and declared, and who goes."""

from chassis.errors import NotFound, Refused
from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ... import inbound
from ...domain.disputes.dispute import SYSTEM, Case, Dispute
from ...domain.disputes.file import Line
from ...domain.disputes.mediators_choice import ranked, require_free
from ...domain.disputes.reading import Named, require_as
from ...domain.disputes.seats import Interest, declare, seat, stand_down
from ...schemas.disputes import DisputeView
from ...schemas.mediators import (
    ChoicesView,
    DeclareInterest,
    RemoveMediator,
    SeatMediator,
)
from ..kept import SPEAKERS
from .dispute import ASKED_AMONG, ONE_CASE
from .roster import RosterWays

DISPUTE = "dispute"


class MediatorWays(RosterWays):
    """Who mediates."""

    @get(f"{ONE_CASE}/choices", view=ChoicesView, roles=SPEAKERS, logged=True)
    def list_choices(self, call: Call, dispute_id: str) -> ChoicesView:
        """The clerk sees who could mediate, the best choice first, each with its reasons."""
        case = self.case_of(call, dispute_id, "choices")
        require_as(case, call.principal.sub, Named.CLERK)
        nearby = self.mediators.near(case.file.place, limit=ASKED_AMONG)
        return ChoicesView(tuple(ranked(nearby, self.wanted_by(case))[:20]))

    @post(f"{ONE_CASE}/mediators", body=SeatMediator, view=DisputeView, roles=SPEAKERS)
    def seat_mediator(self, call: Call, dispute_id: str) -> Dispute:
        """The clerk seats a mediator who agreed to it; they declare their interests next."""
        case = self.case_of(call, dispute_id, "mediators")
        require_as(case, call.principal.sub, Named.CLERK)
        seated = self._seated(case, call.body.mediator_id, self.line(call, "mediator seated"))
        return self.keep_case(case, seated)

    def _seated(self, case: Case, who: str, line: Line) -> Case:
        wanted = self.wanted_by(case)
        require_free(self.mediators.find(who), wanted, who)
        most = self.rules_at(case.dispute.division).mediation["mediators"]
        return seat(case, who, line, mark=self.mark_of(who), most=most)

    @post(
        f"{ONE_CASE}/declaration",
        body=DeclareInterest,
        view=DisputeView,
        status=200,
        roles=SPEAKERS,
    )
    def declare_interest(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator says that no interest of theirs is touched, and mediates; or stands down."""
        case = self.case_of(call, dispute_id, "declaration")
        who = call.principal.sub
        require_as(case, who, Named.CANDIDATE, Named.MEDIATOR)
        rules = self.rules_at(case.dispute.division)
        if call.body.interest is not Interest.NONE:
            words = call.body.words or call.body.interest
            line = self.line(call, f"declared: {call.body.interest}", words)
            left = stand_down(case, who, line, mark=self.mark_of(who), rules=rules)
            return self.keep_case(case, left)
        require_free(self.mediators.find(who), self.wanted_by(case), who)
        declared = declare(case, who, self.line(call, "declared: none"), rules=rules)
        return self.keep_case(case, declared)

    @post(
        f"{ONE_CASE}/mediators/{{mediator_id}}/removal",
        body=RemoveMediator,
        view=DisputeView,
        status=200,
        roles=SPEAKERS,
    )
    def remove_mediator(self, call: Call, dispute_id: str, mediator_id: str) -> Dispute:
        """The clerk lets a mediator go whom a party does not accept, or who cannot go on."""
        case = self.case_of(call, dispute_id, "mediators")
        require_as(case, call.principal.sub, Named.CLERK)
        if mediator_id not in {one.mediator_id for one in case.dispute.seats}:
            raise NotFound("mediators", mediator_id)
        line = self.line(call, "mediator removed", call.body.words)
        mark, rules = self.mark_of(mediator_id), self.rules_at(case.dispute.division)
        left = stand_down(case, mediator_id, line, mark=mark, rules=rules)
        return self.keep_case(case, left)

    @subscribe(inbound.InvitationAccepted, loads={"disputes": "target_id"})
    def on_invitation_accepted(self, event: inbound.InvitationAccepted) -> None:
        """A mediator who was asked said yes: they are seated, if nothing speaks against it."""
        dispute = self.disputes.find(event.target_id) if event.target_kind == DISPUTE else None
        if dispute is None or event.resident_id not in dispute.wanted:
            return
        if dispute.effective_at or dispute.ended_at:
            return
        case = self.opened_by_itself(dispute, "invitation")
        line = Line(self.work.now, "mediator accepted", event.resident_id)
        try:
            seated = self._seated(case, event.resident_id, line)
        except Refused as refusal:
            seated = case.moved(Line(self.work.now, "not seated", SYSTEM, refusal.zh))
        self.keep_case(case, seated)
