"""The roster of mediators: who is on it, who wants to be, what they learned."""

from typing import Any

from chassis.errors import Invalid, NotFound, Refused
from chassis.http.call import Call
from chassis.service import get, post

from ...domain.disputes.mediators import (
    Mediator,
    OnRoster,
    Training,
    decide,
    enlist,
    propose_oneself,
    train,
)
from ...domain.rules.calendar import day_of
from ...schemas.mediators import DecideMediator, MediatorView, ProposeMediator, RecordTraining
from .dispute import DisputeWays

ONE_MEDIATOR = "/v1/mediators/{mediator_id}"
OFFICES = ("worker", "official")


class RosterWays(DisputeWays):
    """Who may be asked to mediate."""

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
