"""How a weak community is put right: a plan with steps, and the test it must pass at the end."""

from collections.abc import Sized
from dataclasses import dataclass, replace
from datetime import date

from chassis.errors import Invalid, Refused

# the section of the standards that says whether a community may recover without a plan
SECTION = "rectification"
MOST_KEPT = 20


@dataclass(frozen=True)
class PlanStep:
    """One thing to be done, by somebody, until a day; `told` is how often it was said overdue."""

    title: str
    owner: str
    due: date
    done_on: date | None = None
    result: str = ""
    told: int = 0
    told_on: date | None = None


@dataclass(frozen=True)
class Finding:
    """What a test found of one criterion."""

    criterion: str
    passed: bool
    found: str = ""


@dataclass(frozen=True)
class ExitTest:
    """One time it was tested whether a community has been put right."""

    on: date
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Tell whether every criterion was met."""
        return all(one.passed for one in self.findings)


@dataclass(frozen=True)
class Plan:
    """What is to be done, and what must hold in the end."""

    goal: str
    made_on: date
    steps: tuple[PlanStep, ...]
    criteria: tuple[str, ...]
    tests: tuple[ExitTest, ...] = ()


@dataclass(frozen=True)
class Weakness:
    """One time a community was found weak, how it was to be put right, and when it was."""

    reason: str
    flagged_on: date
    recovered_on: date | None = None
    plan: Plan | None = None
    earlier: tuple[Plan, ...] = ()
    told: int = 0
    told_on: date | None = None


def make_plan(weakness: Weakness, plan: Plan) -> Weakness:
    """Say how a community is to be put right; a new plan takes over what was done under the last.

    A step of the same wording is the same; what the last plan said stays on record.
    """
    _check_plan(plan, weakness)
    before = weakness.plan
    if before is None:
        return replace(weakness, plan=plan)
    known = {step.title: step for step in before.steps}
    steps = tuple(_carried(step, known.get(step.title)) for step in plan.steps)
    tests = before.tests if before.criteria == plan.criteria else ()
    renewed = replace(plan, steps=steps, tests=tests)
    if renewed == replace(before, made_on=plan.made_on):
        return weakness
    _check_room(weakness.earlier, "plans", "计划")
    return replace(weakness, plan=renewed, earlier=(*weakness.earlier, before))


def _carried(step: PlanStep, before: PlanStep | None) -> PlanStep:
    """Keep what was done, and that others were told that it is overdue by the same day."""
    if before is None:
        return step
    told = (before.told, before.told_on) if before.due == step.due else (0, None)
    done = replace(step, done_on=before.done_on, result=before.result)
    return replace(done, told=told[0], told_on=told[1])


def take_step(weakness: Weakness, *, number: int, result: str, today: date) -> Weakness:
    """Record that a step of the plan is done; saying it twice changes nothing."""
    plan = planned(weakness)
    if not 1 <= number <= len(plan.steps):
        raise Refused("step-unknown", f"the plan has no step {number}", f"计划中没有第{number}步")
    step = plan.steps[number - 1]
    if step.done_on is not None:
        return weakness
    done = replace(step, done_on=today, result=result)
    steps = (*plan.steps[: number - 1], done, *plan.steps[number:])
    return replace(weakness, plan=replace(plan, steps=steps))


def examine(weakness: Weakness, findings: tuple[Finding, ...], *, today: date) -> Weakness:
    """Test whether a community has been put right, once every step is done."""
    plan = planned(weakness)
    check_steps_done(plan)
    asked = [one.criterion for one in findings]
    if sorted(asked) != sorted(plan.criteria):
        raise Invalid(
            "criteria-differ",
            f"a test speaks of each criterion of the plan once: {'; '.join(plan.criteria)}",
            f"验收须逐项对应计划标准：{'；'.join(plan.criteria)}",
            field="findings",
        )
    _check_room(plan.tests, "exit tests", "验收")
    return replace(weakness, plan=replace(plan, tests=(*plan.tests, ExitTest(today, findings))))


def planned(weakness: Weakness) -> Plan:
    """Take the plan of a weakness that has one."""
    if weakness.plan is None:
        raise Refused(
            "plan-missing", "there is no plan to put the community right", "该社区尚无整顿计划"
        )
    return weakness.plan


def check_put_right(weakness: Weakness, *, plan_required: bool) -> None:
    """Refuse a recovery before every step is done and the last test was passed.

    Whether a community may recover without any plan is said by the standard in force.
    """
    if weakness.plan is None and not plan_required:
        return
    plan = planned(weakness)
    check_steps_done(plan)
    if not plan.tests:
        raise Refused("exit-test-missing", "the exit test was not taken", "尚未进行验收")
    failed = [one.criterion for one in plan.tests[-1].findings if not one.passed]
    if failed:
        raise Refused(
            "exit-test-failed",
            f"the exit test of {plan.tests[-1].on} found unmet: {'; '.join(failed)}",
            f"{plan.tests[-1].on}验收未通过：{'；'.join(failed)}",
        )


def check_steps_done(plan: Plan) -> None:
    """Refuse what asks for a plan to be carried out while a step is not done."""
    open_steps = [
        f"{n}. {step.title}" for n, step in enumerate(plan.steps, 1) if step.done_on is None
    ]
    if open_steps:
        raise Refused(
            "steps-open",
            f"steps of the plan are not done: {'; '.join(open_steps)}",
            f"整顿计划尚有未完成事项：{'；'.join(open_steps)}",
        )


def _check_room(kept: Sized, en: str, zh: str) -> None:
    if len(kept) >= MOST_KEPT:
        raise Refused(
            "too-many-kept", f"{MOST_KEPT} {en} are kept at most", f"最多保留{MOST_KEPT}次{zh}"
        )


def _check_plan(plan: Plan, weakness: Weakness) -> None:
    if any(step.due < weakness.flagged_on for step in plan.steps):
        raise Invalid(
            "due-before-flag",
            f"a step is due before the community was flagged on {weakness.flagged_on}",
            f"整顿事项期限早于{weakness.flagged_on}（列为软弱涣散之日）",
            field="steps",
        )
    titles = [step.title for step in plan.steps]
    if len(set(titles)) < len(titles) or len(set(plan.criteria)) < len(plan.criteria):
        raise Invalid(
            "named-twice",
            "each step and each criterion is named once",
            "整顿事项与验收标准不得重复",
            field="steps",
        )
