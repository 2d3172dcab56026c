"""Ways in to what is special about communities: pilot rounds, and being weak and put right."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post, put

from ..domain.communities import (
    flag_weak,
    in_round,
    join_pilot,
    mark_of,
    recover,
    rectify,
    rounds_of,
)
from ..domain.days import local_day
from ..domain.divisions import Division, Pilot
from ..domain.rectifications import (
    SECTION,
    Finding,
    Plan,
    PlanStep,
    examine,
    make_plan,
    take_step,
)
from ..schemas.communities import (
    FlagWeak,
    JoinPilot,
    MakePlan,
    PilotRoundView,
    TakePlannedStep,
    TestExit,
)
from ..schemas.divisions import DivisionView
from .kept import Kept, said

HELPERS = ("worker", "official")


class CommunityWaysIn(Kept):
    """Communities are pilots in rounds; one that is weak is put right by a plan."""

    @post(
        "/v1/pilots",
        body=JoinPilot,
        view=DivisionView,
        roles=("official", "integrator"),
        bulk=True,
        loads={"divisions": said("community_id")},
    )
    def join_pilot(self, call: Call) -> Division:
        """An official takes a community into a round of pilots."""
        community = self.divisions.get(call.body.community_id)
        pilot = Pilot(call.body.round, call.body.since, call.body.level)
        joined = join_pilot(community, pilot=pilot, setting=call.body.setting)
        if joined != community:
            self.divisions.save(joined)
            self._count_pilot(community, joined)
        return joined

    def _count_pilot(self, before: Division, after: Division) -> None:
        if not rounds_of(before):
            for level in (after.id[:6], after.id[:9]):
                self.division_counts.add(level, division=level, pilots=1)
        known = {mark_of(round_=one.round, level=one.level) for one in before.pilots}
        for one in after.pilots:
            mark = mark_of(round_=one.round, level=one.level)
            if mark not in known:
                self.pilot_rounds.add(mark, round=one.round, level=one.level, communities=1)

    @get(
        "/v1/pilots",
        view=DivisionView,
        paged=True,
        public=True,
        query={"round": "only those of this round", "level": "only those of district or town"},
    )
    def list_pilots(self, call: Call) -> dict[str, Any]:
        """Anybody sees which communities are pilots, of all rounds or of one."""
        asked = in_round(round_=call.query.get("round"), level=call.query.get("level"))
        return self.divisions.page(asked, call)

    @get("/v1/pilots/rounds", view=PilotRoundView, paged=True, public=True)
    def list_pilot_rounds(self, call: Call) -> dict[str, Any]:
        """Anybody sees which rounds of pilots there are, and how many communities each has."""
        return self.pilot_rounds.page({}, call)

    @post("/v1/divisions/{code}/weakness", body=FlagWeak, view=DivisionView, roles=("official",))
    def flag_weak(self, call: Call, code: str) -> Division:
        """An official finds a community weak and lax; the other services come to its help."""
        community = self.divisions.get(code)
        flagged, events = flag_weak(community, reason=call.body.reason, today=local_day(call.now))
        self.divisions.save(flagged, events)
        return flagged

    @put(
        "/v1/divisions/{code}/weakness/plan", body=MakePlan, view=DivisionView, roles=("official",)
    )
    def make_plan(self, call: Call, code: str) -> Division:
        """An official says how a weak community is to be put right, step by step."""
        steps = tuple(PlanStep(**vars(step)) for step in call.body.steps)
        plan = Plan(call.body.goal, local_day(call.now), steps, tuple(call.body.criteria))
        return self._rectified(code, lambda weakness: make_plan(weakness, plan))

    @post(
        "/v1/divisions/{code}/weakness/steps/{number}/completion",
        body=TakePlannedStep,
        view=DivisionView,
        roles=HELPERS,
    )
    def take_planned_step(self, call: Call, code: str, number: str) -> Division:
        """Who works for a weak community says that a step of its plan is done."""
        which = int(number) if number.isascii() and number.isdigit() else 0
        result, today = call.body.result, local_day(call.now)
        return self._rectified(
            code, lambda weakness: take_step(weakness, number=which, result=result, today=today)
        )

    @post(
        "/v1/divisions/{code}/weakness/exit-tests",
        body=TestExit,
        view=DivisionView,
        roles=("official",),
    )
    def test_exit(self, call: Call, code: str) -> Division:
        """An official tests whether a weak community has been put right, criterion by criterion."""
        findings = tuple(Finding(**vars(one)) for one in call.body.findings)
        today = local_day(call.now)
        return self._rectified(code, lambda weakness: examine(weakness, findings, today=today))

    def _rectified(self, code: str, change: Any) -> Division:
        community = self.divisions.get(code)
        changed = rectify(community, change)
        if changed != community:
            self.divisions.save(changed)
        return changed

    @post("/v1/divisions/{code}/recovery", view=DivisionView, roles=("official",))
    def recover(self, call: Call, code: str) -> Division:
        """An official confirms that a weak community has been put right."""
        community, today = self.divisions.get(code), local_day(call.now)
        rules = self.rules(SECTION, on=today, division=community.division)
        required = rules.get("plan_required") is True
        recovered, events = recover(community, today=today, plan_required=required)
        self.divisions.save(recovered, events)
        return recovered
