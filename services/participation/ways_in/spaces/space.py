"""Ways in to public spaces and the visits to them."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain import sections
from ...domain.codes import CODE_MINUTES
from ...domain.days import local_day
from ...domain.ladder.standing import Deed, Evidence
from ...domain.residents.retention import LEAST_OF_VISITS, Records, check_not_let_go, is_over
from ...domain.spaces.codes import DoorCode, Said, check_code, code_said
from ...domain.spaces.space import (
    SERVES,
    Space,
    Visit,
    check_in,
    open_space,
    used_again,
)
from ...domain.spaces.use import SECTION, totals_of
from ...schemas.spaces import (
    CheckIn,
    CodeView,
    OpenSpace,
    SpaceView,
    VisitView,
)
from ..kept import Kept, said
from .times import hours_told


class SpaceWaysIn(Kept):
    """The eight kinds of space: opened, visited."""

    @post(
        "/v1/spaces",
        body=OpenSpace,
        view=SpaceView,
        roles=("worker", "official", "center", "integrator"),
        bulk=True,
        loads={"divisions": said("division")},
    )
    def open_space(self, call: Call) -> Space:
        """A public space opens its doors; the same reference again is the same space."""
        call.covers(call.body.division)
        reference = call.body.reference
        identity = self.named("space", reference) if reference else call.new_id()
        return self.spaces.find(identity) or self._open(call, identity)

    def _open(self, call: Call, identity: str) -> Space:
        wanted = _space(call.body, call, identity)
        space, events = open_space(wanted, self.divisions.find(wanted.division))
        self.spaces.save(space, events)
        self._watch(space, call)
        return space

    def _watch(self, space: Space, call: Call) -> None:
        today = local_day(call.now).isoformat()
        self.space_use.add(
            space.id, division=space.division, last_used_on=today, watched=True, visits=0
        )

    @post(
        "/v1/visits",
        body=CheckIn,
        view=VisitView,
        roles=("resident", "captain", "worker", "center", "integrator"),
        bulk=True,
        loads={
            "residents": said("resident_id"),
            "standings": said("resident_id"),
            "spaces": said("space_id"),
        },
    )
    def check_in(self, call: Call) -> Visit:
        """A resident comes to a space; the first visit is the first rung of the ladder."""
        call.speaks_for(call.body.resident_id)
        resident, space = self.present(call.body.resident_id), self.spaces.get(call.body.space_id)
        self._check_code(call, space)
        visit, events = check_in(resident, space, visited_at=call.body.visited_at, now=call.now)
        self._check_not_let_go(visit)
        self._count_use(space, visit, totals_of(visit, resident))
        [event_id] = self.visits.add(visit, events)
        self._credit_visit(visit, event_id, space)
        return visit

    def _check_not_let_go(self, visit: Visit) -> None:
        if is_over(visit.visited_at, LEAST_OF_VISITS.days, now=self.work.now):
            days = self.days_kept(Records.VISITS, visit.division)
            check_not_let_go(visit.visited_at, days, now=self.work.now, field="visited_at")

    def _check_code(self, call: Call, space: Space) -> None:
        by_keeper = bool(call.principal.divisions)
        said = Said(call.body.code, call.body.visited_at, by_keeper=by_keeper)
        code = code_said(said, asked=space.asks_code)
        if code is not None:
            check_code(code, self._code(space), now=call.now)

    def _code(self, space: Space) -> DoorCode:
        rules = self.rules(SECTION, on=local_day(self.work.now), division=space.division)
        minutes = sections.whole(rules, "code_minutes", CODE_MINUTES)
        return DoorCode(self.sealing.key_for("space-code"), space.id, minutes)

    @get(
        "/v1/spaces/{space_id}/code",
        view=CodeView,
        roles=("captain", "worker", "official", "center", "integrator"),
    )
    def show_code(self, call: Call, space_id: str) -> CodeView:
        """Those who keep a space show its code there; it holds for minutes and is kept nowhere."""
        space = self.spaces.read(space_id)
        call.covers(space.division)
        return CodeView(space.id, *self._code(space).shown(call.now))

    def _count_use(self, space: Space, visit: Visit, totals: dict[str, int]) -> None:
        """Count a visit; a list of past days says nothing of today, and is asked in its turn."""
        day = local_day(visit.visited_at)
        today = {"last_used_on": day.isoformat()} if day == local_day(self.work.now) else {}
        self.space_use.add(space.id, watched=True, **today, **totals)
        if space.idle_since is not None and day > space.idle_since:
            self.spaces.save(used_again(space))

    def _credit_visit(self, visit: Visit, event_id: str, space: Space) -> None:
        day = local_day(visit.visited_at)
        evidence = Evidence(event_id, Deed.SPACE_VISITED, visit.id, day, space_kind=space.kind)
        self.credit(visit.resident_id, evidence)

    @get("/v1/visits", view=VisitView, paged=True, roles=("worker", "official", "center"))
    def list_visits(self, call: Call) -> dict[str, Any]:
        """Staff see the check-ins in the spaces of their divisions."""
        return self.visits.page({}, call)

    @get(
        "/v1/spaces",
        view=SpaceView,
        paged=True,
        public=True,
        query={"kind": "only spaces of this kind", "serves": "only spaces for this group"},
    )
    def list_spaces(self, call: Call) -> dict[str, Any]:
        """Anybody sees where one can go."""
        asked = {name: call.query[name] for name in ("kind", "serves") if call.query.get(name)}
        return self.spaces.page(asked, call)

    @get("/v1/spaces/{space_id}", view=SpaceView, public=True)
    def show_space(self, _call: Call, space_id: str) -> Space:
        """Anybody looks a space up."""
        return self.spaces.read(space_id)


def _space(body: OpenSpace, call: Call, identity: str) -> Space:
    return Space(
        id=identity,
        division=body.division,
        kind=body.kind,
        name=body.name,
        capacity=body.capacity,
        opened_at=call.now,
        keeper=body.keeper,
        host_id=body.host_id,
        serves=tuple(body.serves) or SERVES[body.kind],
        hours=hours_told(body.hours),
        asks_code=body.asks_code,
    )
