"""Ways in to idle spaces on offer, calls for help, and what bodies are nudged to do."""

from datetime import datetime

from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ..domain import calls, offers, todos
from ..domain.calls import CallForHelp
from ..domain.localities import community_of, keepers
from ..domain.offers import Offer
from ..domain.todos import Todo
from ..inbound import (
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    NudgeIssued,
    SpaceClosed,
    SpaceIdleFound,
)
from ..schemas.support import NameOrganization
from .kept import STAFF, asked
from .proactive import ProactiveWaysIn

ALL_STAFF = ("captain", *STAFF)


class SupportWaysIn(ProactiveWaysIn):
    """What places ask of organizations, and what is asked of bodies."""

    @get("/v1/offers", view=Offer, paged=True)
    def list_offers(self, call: Call) -> dict[str, object]:
        """List idle spaces on offer to the organizations of their communities."""
        return self.offers.page({}, call)

    @post(
        "/v1/offers/{space_id}/taking",
        body=NameOrganization,
        view=Offer,
        status=200,
        roles=ALL_STAFF,
    )
    def take_space(self, call: Call, space_id: str) -> Offer:
        """Let an organization take an idle space up."""
        offer = self.offers.get(space_id)
        taker = self.organizations.read(call.body.organization_id)
        return self._keep(self.offers, offer, *offers.take(offer, organization_id=taker.id))

    @get("/v1/calls", view=CallForHelp, paged=True, roles=(*ALL_STAFF, "ops"))
    def list_calls(self, call: Call) -> dict[str, object]:
        """List the calls of weak communities for a volunteer team and a social worker."""
        return self.calls.page({}, call)

    @post(
        "/v1/calls/{community_id}/answers",
        body=NameOrganization,
        view=CallForHelp,
        status=200,
        roles=STAFF,
    )
    def answer_call(self, call: Call, community_id: str) -> CallForHelp:
        """Let a body come to the help of a weak community."""
        known = self.calls.get(community_id)
        comer = self.organizations.read(call.body.organization_id)
        return self._keep(self.calls, known, calls.answer(known, organization_id=comer.id))

    @get(
        "/v1/todos",
        view=Todo,
        paged=True,
        roles=ALL_STAFF,
        query={"owner": "only what this body owes"},
    )
    def list_todos(self, call: Call) -> dict[str, object]:
        """List what bodies are nudged to do."""
        return self.todos.page(asked(call, "owner"), call)

    @post("/v1/todos/{todo_id}/done", view=Todo, status=200, roles=ALL_STAFF)
    def settle_todo(self, call: Call, todo_id: str) -> Todo:
        """Take something off a body's list."""
        todo = self.todos.get(todo_id)
        return self._keep(self.todos, todo, todos.settle(todo, now=call.now))

    @subscribe(SpaceIdleFound, loads={"offers": "space_id"})
    def on_space_idle_found(self, event: SpaceIdleFound) -> None:
        """An idle space is offered to the organizations of its community."""
        known = self.offers.find(event.space_id)
        locality = self.localities.find(community_of(event.division))
        fresh = Offer(
            id=event.space_id,
            division=event.division,
            kind=event.kind,
            idle_days=event.idle_days,
            offered_to=tuple(keepers(locality)),
            offered_at=self.work.now,
        )
        offered = offers.offer(known, fresh=fresh, found_at=event.meta.time)
        self._keep(self.offers, known, offered)

    @subscribe(SpaceClosed, loads={"offers": "space_id"})
    def on_space_closed(self, event: SpaceClosed) -> None:
        """A space that was given up for good is on offer no more."""
        known, closed_at = self.offers.find(event.space_id), event.meta.time
        told = (event.space_id, event.division, event.kind, 0, (), closed_at)
        closed = Offer(*told, closed_at=closed_at)
        self._keep(self.offers, known, offers.end(known, closed=closed))

    @subscribe(CommunityFlaggedWeak, loads={"calls": "community_id"})
    def on_community_flagged_weak(self, event: CommunityFlaggedWeak) -> None:
        """A weak community asks for a volunteer team and a social worker."""
        known = self.calls.find(event.community_id)
        fresh = CallForHelp(event.community_id, event.division, event.reason, event.meta.time)
        self._keep(self.calls, known, calls.ask(known, fresh=fresh))

    @subscribe(CommunityRecovered, loads={"calls": "community_id"})
    def on_community_recovered(self, event: CommunityRecovered) -> None:
        """A community that recovered asks for no more help."""
        self._end_call(event.community_id, event.meta.time)

    @subscribe(CommunityUnflagged, loads={"calls": "community_id"})
    def on_community_unflagged(self, event: CommunityUnflagged) -> None:
        """A weak community that was merged or split asks for no more help."""
        self._end_call(event.community_id, event.meta.time)

    def _end_call(self, community_id: str, as_of: datetime) -> None:
        known = self.calls.find(community_id)
        ended = calls.end(known, community_id=community_id, as_of=as_of)
        self._keep(self.calls, known, ended)

    @subscribe(NudgeIssued, loads={"todos": "nudge_id"})
    def on_nudge_issued(self, event: NudgeIssued) -> None:
        """A nudge goes on the list of the body it is for."""
        known = self.todos.find(event.nudge_id)
        fresh = Todo(
            id=event.nudge_id,
            division=event.division,
            owner=event.owner,
            about_id=event.about_id,
            reason=event.reason,
            level=event.level,
            noted_at=self.work.now,
        )
        self._keep(self.todos, known, todos.note(known, fresh=fresh))
