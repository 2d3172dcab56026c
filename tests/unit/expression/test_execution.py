from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Forbidden, Invalid, Refused
from services.expression.domain.resolutions.execution import (
    MOST_MONITORS,
    concludes,
    confirm,
    hear,
    reopen,
    report,
    stand_in,
    start,
    watch,
)
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.topic import Actor, Feedback, Origin, Stage, Step
from services.expression.domain.topics.turns import Evidence
from services.expression.events import ExecutionReported, TopicClosed, TopicReopened

from .builders import LATER, LIN, MEI, NOON, PLACE, RULES, STAFF, a_resolution, a_topic, an_act

SHOWN = (Evidence("https://example.org/photo/1", "划线后照片"),)
DONE = Feedback("task-1:done", "center-dali", "已划线", True, LATER, evidence=SHOWN)
HALFWAY = Feedback("task-1:planned", "center-dali", "planned", False, LATER)


def test_a_joint_task_begins_the_execution_and_its_lead_owes_it():
    topic, _ = start(a_topic(Stage.RESOLVED), "task-1", lead_id="center-dali", now=NOON)

    assert (topic.stage, topic.owner, topic.task_id) == (Stage.EXECUTING, "center-dali", "task-1")


def test_a_body_that_takes_the_lead_later_owes_the_execution_from_then_on():
    waiting, _ = start(a_topic(Stage.RESOLVED), "task-1", lead_id=None, now=NOON)
    same, _ = start(waiting, "task-1", lead_id=None, now=NOON)
    led, _ = start(waiting, "task-1", lead_id="center-dali", now=NOON)

    assert (waiting.owner, same, led.owner) == (PLACE, waiting, "center-dali")


@pytest.mark.parametrize("stage", [Stage.DISCUSSION, Stage.REPORTED, Stage.CLOSED])
def test_a_task_that_comes_out_of_time_changes_nothing(stage):
    topic = a_topic(stage)

    assert start(topic, "task-1", lead_id=None, now=NOON) == (topic, [])


def test_what_is_under_way_is_reported_without_asking_anyone():
    topic, events = report(a_topic(Stage.RESOLVED), HALFWAY, by=STAFF, rules=RULES)

    assert (topic.stage, topic.step) == (Stage.EXECUTING, Step.EXECUTION)
    assert events == [ExecutionReported("topic-1", "center-dali", "planned", False, PLACE)]


def test_what_is_done_is_put_before_those_who_raised_it():
    topic, events = report(a_topic(Stage.EXECUTING), DONE, by=STAFF, rules=RULES)

    assert (topic.stage, topic.step, topic.owner) == (Stage.REPORTED, Step.CONFIRMATION, MEI.id)
    assert topic.due_at == end_of(date(2019, 5, 21))
    assert events[0].done is True


def test_what_is_done_is_shown_by_evidence():
    with pytest.raises(Invalid, match="what shows that it is done") as refusal:
        report(a_topic(Stage.EXECUTING), replace(DONE, evidence=()), by=STAFF, rules=RULES)
    freely = replace(RULES, execution={"evidence_required": False})
    topic, _ = report(a_topic(Stage.EXECUTING), replace(DONE, evidence=()), by=STAFF, rules=freely)

    assert (refusal.value.code, refusal.value.field) == ("evidence-missing", "evidence")
    assert topic.stage is Stage.REPORTED


def test_what_another_system_finished_is_shown_by_its_record_there():
    topic, _ = heard(a_topic(Stage.EXECUTING), replace(DONE, evidence=()))

    assert topic.feedback[0].evidence == (Evidence("task-1:done", "已划线"),)


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.DISCUSSION, Stage.REPORTED, Stage.CLOSED])
def test_nothing_is_reported_of_what_is_not_under_way(stage):
    with pytest.raises(Refused, match="cannot be reported on"):
        report(a_topic(stage), DONE, by=STAFF, rules=RULES)


def heard(topic, feedback=DONE, said_at=LATER):
    return hear(topic, feedback, rules=RULES, said_at=said_at)


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.REPORTED, Stage.CLOSED, Stage.DECLINED])
def test_feedback_from_another_system_that_comes_out_of_time_changes_nothing(stage):
    topic = a_topic(stage)

    assert heard(topic) == (topic, [])


def test_the_same_milestone_is_heard_once():
    topic, _ = heard(a_topic(Stage.RESOLVED), HALFWAY)

    assert heard(topic, HALFWAY) == (topic, [])


def test_a_completion_from_before_the_reopening_is_no_news():
    topic = a_topic(Stage.EXECUTING, round=2, began_at=LATER + timedelta(days=9))

    assert heard(topic) == (topic, [])


def test_after_a_reopening_the_same_task_is_done_again():
    first, _ = heard(a_topic(Stage.EXECUTING))
    again, _ = confirm(first, an_act(reason="没有划"), satisfied=False, rules=RULES)

    topic, events = heard(again, said_at=LATER + timedelta(days=2))

    assert (topic.stage, len(events)) == (Stage.REPORTED, 1)


def test_an_affair_alone_is_enough_only_where_no_body_was_asked():
    assert concludes(a_topic(Stage.RESOLVED))
    assert not concludes(a_topic(Stage.EXECUTING, task_id="task-1"))
    assert not concludes(a_topic(Stage.RESOLVED, resolution=a_resolution(lead_id="center-dali")))


def test_a_resident_watches_over_the_execution_once():
    topic, _ = watch(a_topic(Stage.EXECUTING), by=LIN, now=NOON)

    assert topic.monitors == (LIN.id,)
    assert watch(topic, by=LIN, now=NOON) == (topic, [])


def test_the_list_of_monitors_is_bounded():
    many = tuple(f"r-{n}" for n in range(MOST_MONITORS))

    with pytest.raises(Refused, match="watch over this already"):
        watch(a_topic(Stage.EXECUTING, monitors=many), by=LIN, now=NOON)


def test_nobody_watches_over_what_is_not_decided():
    with pytest.raises(Refused, match="cannot be watched"):
        watch(a_topic(Stage.DISCUSSION), by=LIN, now=NOON)


def test_those_who_raised_it_close_it_and_those_who_watched_are_named():
    topic, events = confirm(
        a_topic(Stage.REPORTED, monitors=(LIN.id,)), an_act(), satisfied=True, rules=RULES
    )

    assert (topic.stage, topic.step, topic.satisfied) == (Stage.CLOSED, Step.REASSESSMENT, True)
    assert events == [TopicClosed("topic-1", MEI.id, [LIN.id, MEI.id], True, PLACE)]


def test_a_voice_that_was_merged_in_can_confirm_too():
    topic = a_topic(Stage.REPORTED, voices=(MEI.id, LIN.id))

    assert confirm(topic, an_act(LIN), satisfied=True, rules=RULES)[0].stage is Stage.CLOSED


def test_nobody_else_confirms_or_reopens():
    with pytest.raises(Forbidden, match="only those who raised"):
        confirm(a_topic(Stage.REPORTED), an_act(LIN), satisfied=True, rules=RULES)
    with pytest.raises(Forbidden, match="only those who raised"):
        reopen(a_topic(Stage.CLOSED), an_act(LIN, reason="no"), rules=RULES)


def test_whoever_is_not_satisfied_has_it_taken_up_again_and_says_why():
    act = an_act(reason="访客车位没有划")

    topic, events = confirm(a_topic(Stage.REPORTED), act, satisfied=False, rules=RULES)

    assert (topic.stage, topic.step, topic.round) == (Stage.EXECUTING, Step.EXECUTION, 2)
    assert topic.due_at == end_of(date(2019, 6, 19))
    assert events == [TopicReopened("topic-1", MEI.id, "访客车位没有划", PLACE)]


def test_without_a_reason_nothing_is_taken_up_again():
    with pytest.raises(Invalid, match="say what is missing"):
        confirm(a_topic(Stage.REPORTED), an_act(reason=" "), satisfied=False, rules=RULES)


def test_a_closed_topic_is_reopened_while_there_is_time():
    last = an_act(at=NOON + timedelta(days=30), reason="again")
    late = replace(last, at=last.at + timedelta(seconds=1))

    assert reopen(a_topic(Stage.CLOSED), last, rules=RULES)[0].stage is Stage.EXECUTING
    with pytest.raises(Refused, match="within 30 days"):
        reopen(a_topic(Stage.CLOSED), late, rules=RULES)


def test_what_nobody_resolved_is_not_reopened():
    with pytest.raises(Refused, match="nothing was resolved"):
        reopen(a_topic(Stage.CLOSED, resolution=None), an_act(reason="again"), rules=RULES)


def test_staff_answer_only_for_what_did_not_come_from_a_residents_hand():
    with pytest.raises(Forbidden, match="the resident who raised"):
        stand_in(a_topic(Stage.REPORTED), "w-1")
    assert stand_in(a_topic(entered_by="w-1"), "w-2") == Actor(MEI.id, "w-2")
    assert stand_in(a_topic(origin=Origin.IMPORT), "w-2").id == MEI.id
