"""Ways in to weak communities: found, given a plan, reminded of it, tested, recovered."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import post, put
from chassis.service import every

from ...domain import sections
from ...domain.communities.community import flag_weak, recover, rectify
from ...domain.communities.overdue import Terms, caught_up, remind, watched
from ...domain.communities.rectifications import (
    SECTION,
    Finding,
    Plan,
    PlanStep,
    examine,
    make_plan,
    take_step,
)
from ...domain.days import local_day
from ...domain.divisions.division import Division
from ...schemas.communities import FlagWeak, MakePlan, TakePlannedStep, TestExit
from ...schemas.divisions import DivisionView
from ..kept import Kept

HELPERS = ("worker", "official")
HOURLY = 3600
TOLD_AT_ONCE = 20  # communities; each has as many steps as its plan


class RectificationWaysIn(Kept):
    """A community that is weak is put right by a plan."""

    @post("/v1/divisions/{code}/weakness", body=FlagWeak, view=DivisionView, roles=("official",))
    def flag_weak(self, call: Call, code: str) -> Division:
        """An official finds a community weak and lax; the other services come to its help."""
        community = self.divisions.get(code)
        flagged, events = flag_weak(
            community, reason=call.body.reason, today=local_day(call.now), on=call.body.on
        )
        self.divisions.save(watched(flagged, self._terms(community)), events)
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
            kept = watched(changed, self._terms(community))
            self.divisions.save(kept, caught_up(community, changed))
        return changed

    def _terms(self, community: Division) -> Terms:
        rules = self.rules(SECTION, on=local_day(self.work.now), division=community.division)
        plan_days = sections.whole(rules, "plan_days", Terms.plan_days)
        return Terms(plan_days, sections.whole(rules, "again_days", Terms.again_days))

    @every(seconds=HOURLY)
    def tell_what_is_overdue(self) -> bool:
        """What was to be done in weak communities and is overdue is said, once for each level."""
        today = local_day(self.work.now)
        found = self.divisions.overdue(today, limit=TOLD_AT_ONCE)
        for community in found:
            self.divisions.save(*remind(community, terms=self._terms(community), today=today))
        return bool(found)

    @post("/v1/divisions/{code}/recovery", view=DivisionView, roles=("official",))
    def recover(self, call: Call, code: str) -> Division:
        """An official confirms that a weak community has been put right."""
        community, today = self.divisions.get(code), local_day(call.now)
        rules = self.rules(SECTION, on=today, division=community.division)
        required = rules.get("plan_required") is True
        recovered, events = recover(community, today=today, plan_required=required)
        self.divisions.save(recovered, events)
        return recovered
