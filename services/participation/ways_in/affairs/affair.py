"""Ways in to public affairs."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post
from chassis.service import subscribe

from ...domain.affairs.affair import (
    Affair,
    Origin,
    check_resolution,
    from_resolution,
    give_back,
    of_topic,
    open_affair,
    take,
)
from ...domain.affairs.captains_log import handled
from ...domain.affairs.completing import Completion, complete, record_handled
from ...domain.days import local_day
from ...domain.ladder.standing import Deed, Evidence
from ...domain.spaces.space import known_place
from ...inbound import ResolutionPublished
from ...schemas.affairs import AffairView, CompleteAffair, OpenAffair, RecordAffair, TakeAffair
from ..kept import said
from .confirming import SECTION, AffairConfirmingWaysIn

OPENERS = ("captain", "worker", "official", "center", "integrator")
RULES = {"sections": lambda _body: [SECTION]}


class AffairWaysIn(AffairConfirmingWaysIn):
    """Public affairs: opened, taken on, seen through."""

    @post(
        "/v1/affairs",
        body=OpenAffair,
        view=AffairView,
        roles=OPENERS,
        bulk=True,
        loads={"divisions": said("division")},
    )
    def open_affair(self, call: Call) -> Affair:
        """A captain or the community opens an affair, of its own or as a resolution asks for it."""
        call.covers(call.body.division)
        known_place(self.divisions.find(call.body.division))
        opened = Affair(
            call.new_id(),
            origin=_origin(call),
            opened_at=call.now,
            opened_by=call.principal.sub,
            **vars(call.body),
        )
        if opened.topic_id is not None:
            check_resolution(opened, self.affairs.find(of_topic(opened.topic_id)))
        affair, events = open_affair(opened)
        self.affairs.save(affair, events)
        return affair

    @post(
        "/v1/affairs/{affair_id}/takers",
        body=TakeAffair,
        view=AffairView,
        roles=("resident", *OPENERS),
    )
    def take_affair(self, call: Call, affair_id: str) -> Affair:
        """A resident takes an affair on."""
        call.speaks_for(call.body.resident_id)
        resident, affair = self.present(call.body.resident_id), self.affairs.get(affair_id)
        taken, events = take(affair, resident)
        self.affairs.save(taken, events)
        return taken

    @post(
        "/v1/affairs/{affair_id}/cancellations",
        body=TakeAffair,
        view=AffairView,
        roles=("resident", *OPENERS),
    )
    def give_affair_back(self, call: Call, affair_id: str) -> Affair:
        """A resident who took an affair on gives it back; the place is free for others."""
        call.speaks_for(call.body.resident_id)
        affair = self.affairs.get(affair_id)
        given_back = give_back(affair, call.body.resident_id)
        if given_back is not affair:
            self.affairs.save(given_back)
        return given_back

    @post(
        "/v1/affairs/completions",
        body=CompleteAffair,
        view=AffairView,
        roles=OPENERS,
        bulk=True,
        loads={
            "residents": said("resident_id"),
            "standings": said("resident_id"),
            "affairs": said("affair_id"),
            **RULES,
        },
    )
    def complete_affair(self, call: Call) -> Affair:
        """A resident saw an affair through: public affairs, the highest rung."""
        resident, affair = (
            self.present(call.body.resident_id),
            self.affairs.get(call.body.affair_id),
        )
        said_done = self._completion(call, affair.division)
        return self._keep_done(*complete(affair, resident, said_done, now=call.now))

    @post(
        "/v1/affairs/handled",
        body=RecordAffair,
        view=AffairView,
        roles=OPENERS,
        bulk=True,
        loads={
            "residents": said("resident_id"),
            "standings": said("resident_id"),
            "divisions": said("division"),
            **RULES,
        },
    )
    def record_handled(self, call: Call) -> Affair:
        """An affair that was handled elsewhere is recorded; the same reference changes nothing."""
        call.covers(call.body.division)
        reference = call.body.reference
        identity = self.sealing.pseudonym(f"affair {reference}") if reference else call.new_id()
        return self.affairs.find(identity) or self._record(call, identity)

    def _record(self, call: Call, identity: str) -> Affair:
        body, resident = call.body, self.present(call.body.resident_id)
        known_place(self.divisions.find(body.division))
        moment = body.completed_at or call.now
        opened = Affair(identity, body.division, body.title, body.kind, _origin(call), moment)
        said_done = self._completion(call, body.division)
        return self._keep_done(*record_handled(opened, resident, said_done, now=call.now))

    def _completion(self, call: Call, division: str) -> Completion:
        return Completion(
            call.body.team_id,
            call.body.completed_at,
            entered_by=call.principal.sub,
            confirm_days=self.confirm_days(division),
        )

    def _keep_done(self, done: Affair, events: list[Any]) -> Affair:
        event_id = self.affairs.save(done, events)[-1]
        day = local_day(done.completed_at or self.work.now)
        evidence = Evidence(event_id, Deed.AFFAIR_COMPLETED, done.id, day)
        self.credit(done.completed_by or "", evidence)
        self.enter_in_log(done, handled(done))
        return done

    @subscribe(ResolutionPublished)
    def on_resolution_published(self, event: ResolutionPublished) -> None:
        """What a deliberation decided becomes an affair that residents can take on."""
        affair, events = from_resolution(
            event.topic_id,
            title=event.title,
            category=event.category,
            division=event.division,
            now=self.work.now,
        )
        if self.affairs.find(affair.id) is None:
            self.affairs.save(affair, events)

    @get(
        "/v1/affairs",
        view=AffairView,
        paged=True,
        public=True,
        query={
            "kind": "only affairs of this kind",
            "topic_id": "only what this topic led to",
            "team_id": "only what this team handled",
            "stage": "only those that are open, done or confirmed",
        },
    )
    def list_affairs(self, call: Call) -> dict[str, Any]:
        """Anybody sees what is to be done and what was done."""
        names = ("kind", "topic_id", "team_id", "stage")
        asked = {name: call.query[name] for name in names if name in call.query}
        return self.affairs.page(asked, call)

    @get("/v1/affairs/{affair_id}", view=AffairView, public=True)
    def show_affair(self, _call: Call, affair_id: str) -> Affair:
        """Anybody looks an affair up."""
        return self.affairs.read(affair_id)


def _origin(call: Call) -> Origin:
    if getattr(call.body, "topic_id", None):
        return Origin.TOPIC
    return Origin.CAPTAIN if "captain" in call.principal.roles else Origin.COMMUNITY
