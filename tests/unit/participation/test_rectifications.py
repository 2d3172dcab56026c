from dataclasses import replace
from datetime import date

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.communities.rectifications import (
    MOST_KEPT,
    ExitTest,
    Finding,
    Plan,
    PlanStep,
    Weakness,
    check_put_right,
    examine,
    make_plan,
    take_step,
)

MAY, JUNE, JULY = date(2018, 5, 1), date(2018, 6, 1), date(2018, 7, 1)
MEETINGS, LEADERS = "每月议事", "选齐班子"
STEPS = (PlanStep(MEETINGS, "里水镇", JULY), PlanStep(LEADERS, "大步村", JULY))
PLAN = Plan("恢复议事", MAY, STEPS, ("连续议事", "居民满意"))


def planned(**changes):
    return make_plan(Weakness("没有议事", MAY), replace(PLAN, **changes))


def done():
    first = take_step(planned(), number=1, result="已开三次", today=JUNE)
    return take_step(first, number=2, result="已选齐", today=JUNE)


def found(*passed):
    return tuple(Finding(c, ok) for c, ok in zip(PLAN.criteria, passed, strict=True))


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value


def test_a_step_is_done_on_a_day_with_what_came_of_it():
    step = take_step(planned(), number=1, result="已开三次", today=JUNE).plan.steps[0]

    assert (step.done_on, step.result) == (JUNE, "已开三次")


def test_a_step_done_twice_is_done_once():
    once = take_step(planned(), number=1, result="已开三次", today=JUNE)

    assert take_step(once, number=1, result="别的", today=JULY) == once


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_step_that_is_not_in_the_plan_is_refused(number):
    assert refusal_of(lambda: take_step(planned(), number=number, result="x", today=JUNE)).code == (
        "step-unknown"
    )


def test_without_a_plan_there_are_no_steps_and_no_test():
    weakness = Weakness("没有议事", MAY)

    for act in (
        lambda: take_step(weakness, number=1, result="x", today=JUNE),
        lambda: examine(weakness, found(True, True), today=JUNE),
    ):
        assert refusal_of(act).code == "plan-missing"


def test_nothing_is_tested_while_a_step_is_open():
    refusal = refusal_of(lambda: examine(planned(), found(True, True), today=JUNE))

    assert refusal.code == "steps-open"
    assert MEETINGS in refusal.en
    assert LEADERS in refusal.zh


def test_a_test_speaks_of_each_criterion_once():
    first, second = found(True, True)

    for findings in ((first,), (first, first), (first, replace(second, criterion="别的"))):
        refused = refusal_of(lambda told=findings: examine(done(), told, today=JULY))
        assert (refused.code, refused.field) == ("criteria-differ", "findings")


def test_a_community_is_put_right_once_the_last_test_was_passed():
    failed = examine(done(), found(True, False), today=JUNE)

    refusal = refusal_of(lambda: check_put_right(failed, plan_required=False))
    passed = examine(failed, found(True, True), today=JULY)

    assert (refusal.code, "居民满意" in refusal.zh) == ("exit-test-failed", True)
    check_put_right(passed, plan_required=True)
    assert [test.passed for test in passed.plan.tests] == [False, True]


def test_a_test_that_was_passed_before_a_failed_one_does_not_count():
    passed = examine(done(), found(True, True), today=JUNE)
    failed = examine(passed, found(False, True), today=JULY)

    refused = refusal_of(lambda: check_put_right(failed, plan_required=False))

    assert refused.code == "exit-test-failed"


@pytest.mark.parametrize(
    ("weakness", "code"),
    [(planned(), "steps-open"), (done(), "exit-test-missing")],
)
def test_a_plan_is_carried_out_and_tested_first(weakness, code):
    assert refusal_of(lambda: check_put_right(weakness, plan_required=False)).code == code


def test_whether_a_plan_is_needed_is_said_by_the_standard():
    weakness = Weakness("没有议事", MAY)

    check_put_right(weakness, plan_required=False)

    assert refusal_of(lambda: check_put_right(weakness, plan_required=True)).code == "plan-missing"


def test_a_new_plan_keeps_what_was_done_and_asks_for_the_rest():
    more = (*STEPS, PlanStep("清理河涌", "里水镇", JULY))

    again = make_plan(done(), replace(PLAN, steps=more))

    assert [step.done_on for step in again.plan.steps] == [JUNE, JUNE, None]


def test_what_an_earlier_plan_said_stays_on_record():
    first = done()

    again = make_plan(first, replace(PLAN, steps=STEPS[:1]))

    assert again.earlier == (first.plan,)
    assert [step.title for step in again.plan.steps] == [MEETINGS]


def test_the_same_plan_again_is_no_new_plan():
    once = done()

    assert make_plan(once, replace(PLAN, made_on=JULY)) == once


def test_no_more_plans_and_tests_are_kept_than_one_document_bears():
    full = replace(planned(), earlier=(PLAN,) * MOST_KEPT)
    tested = replace(done(), plan=replace(done().plan, tests=(ExitTest(JUNE, ()),) * MOST_KEPT))

    for act in (
        lambda: make_plan(full, replace(PLAN, goal="别的")),
        lambda: examine(tested, found(True, True), today=JULY),
    ):
        assert refusal_of(act).code == "too-many-kept"


def test_a_test_of_other_criteria_does_not_count_for_a_new_plan():
    passed = examine(done(), found(True, True), today=JUNE)

    same = make_plan(passed, PLAN)
    stricter = make_plan(passed, replace(PLAN, criteria=("居民满意",)))

    assert len(same.plan.tests) == 1
    assert stricter.plan.tests == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"steps": (replace(STEPS[0], due=date(2018, 4, 30)),)}, "due-before-flag"),
        ({"steps": (STEPS[0], STEPS[0])}, "named-twice"),
        ({"criteria": ("居民满意", "居民满意")}, "named-twice"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(changes, code):
    with pytest.raises(Invalid) as refusal:
        planned(**changes)

    assert refusal.value.code == code
