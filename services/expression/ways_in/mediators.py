"""Mediators: the roster, who is asked, seated and declared in a case, and who goes."""

from typing import Any

from chassis.errors import Invalid, NotFound, Refused
from chassis.http.call import Call
from chassis.service import get, post, subscribe

from .. import inbound
from ..domain.calendar import day_of
from ..domain.disputes import SYSTEM, Case, Dispute
from ..domain.disputes_file import Line
from ..domain.disputes_reading import Named, require_as
from ..domain.disputes_seats import Interest, declare, seat, stand_down
from ..domain.mediators import Mediator, OnRoster, Training, decide, enlist, propose_oneself, train
from ..domain.mediators_choice import ranked, require_free
from ..schemas.disputes import DisputeView
from ..schemas.mediators import (
    ChoicesView,
    DecideMediator,
    DeclareInterest,
    MediatorView,
    ProposeMediator,
    RecordTraining,
    RemoveMediator,
    SeatMediator,
)
from .disputes import ASKED_AMONG, ONE_CASE, DisputeWays
from .kept import SPEAKERS

ONE_MEDIATOR = "/v1/mediators/{mediator_id}"
DISPUTE = "dispute"
OFFICES = ("worker", "official")


class MediatorWays(DisputeWays):
    """Who mediates."""

    @post("/v1/mediators", body=ProposeMediator, view=MediatorView, roles=("resident", *OFFICES))
    def propose_mediator(self, call: Call) -> Mediator:
        """A resident proposes themselves as mediator, or staff put somebody on the roster."""
        sent: ProposeMediator = call.body
        mediator_id = self._who_mediates(call)
        call.covers(sent.division)
        wish = Mediator(
            id=mediator_id,
            division=self._home_of(mediator_id, sent.division),
            kind=sent.kind,
            proposed_at=call.now,
            organizations=tuple(sent.organizations),
            kin=tuple(map(self.mark_of, sent.kin)),
            household=self.mark_of(sent.household) if sent.household else "",
        )
        known = self.mediators.find(mediator_id)
        if call.principal.divisions:
            self._check_same_town(call, known)
            listed = enlist(known, wish, by=call.principal.sub)
        else:
            listed = propose_oneself(known, wish)
        self.mediators.save(listed)
        return listed

    def _who_mediates(self, call: Call) -> str:
        if call.principal.divisions and not call.body.mediator_id:
            raise Invalid(
                "mediator-missing", "say who mediates", "请注明调解员", field="mediator_id"
            )
        mediator_id: str = call.body.mediator_id or call.principal.sub
        call.speaks_for(mediator_id)
        resident = self.residents.find(mediator_id)
        if not call.principal.divisions and resident is None:
            raise NotFound("residents", mediator_id)
        if resident is not None and resident.erased:
            raise Refused("resident-erased", "this resident was erased", "该居民信息已删除")
        return mediator_id

    def _home_of(self, mediator_id: str, said: str) -> str:
        resident = self.residents.find(mediator_id)
        return resident.division if resident else said

    def _check_same_town(self, call: Call, known: Mediator | None) -> None:
        if known is not None:
            call.covers(known.division)

    @get(
        "/v1/mediators",
        view=MediatorView,
        paged=True,
        roles=OFFICES,
        query={"on_roster": "proposed, confirmed (if left out), declined or retired"},
    )
    def list_mediators(self, call: Call) -> dict[str, Any]:
        """Staff see who is on the roster of their divisions, what they learned, and their load."""
        asked = call.query.get("on_roster", OnRoster.CONFIRMED.value)
        return self.mediators.page({"on_roster": asked}, call)

    @get(ONE_MEDIATOR, view=MediatorView, roles=("resident", *OFFICES))
    def show_mediator(self, call: Call, mediator_id: str) -> Mediator:
        """A mediator sees their own line of the roster, as do staff of their place."""
        call.speaks_for(mediator_id)
        return self.mediators.read(mediator_id)

    @post(
        f"{ONE_MEDIATOR}/decision",
        body=DecideMediator,
        view=MediatorView,
        status=200,
        roles=OFFICES,
    )
    def decide_mediator(self, call: Call, mediator_id: str) -> Mediator:
        """Staff confirm who proposed themselves, or say why not."""
        mediator = self.mediators.get(mediator_id)
        accepted, reason = call.body.accepted, call.body.reason
        decided = decide(mediator, accepted=accepted, reason=reason, by=call.principal.sub)
        self.mediators.save(decided)
        return decided

    @post(f"{ONE_MEDIATOR}/trainings", body=RecordTraining, view=MediatorView, roles=OFFICES)
    def record_training(self, call: Call, mediator_id: str) -> Mediator:
        """Staff record a course a mediator took."""
        sent = vars(call.body) | {"kinds": tuple(call.body.kinds)}
        mediator = self.mediators.get(mediator_id)
        trained = train(mediator, Training(**sent), today=day_of(call.now))
        self.mediators.save(trained)
        return trained

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
