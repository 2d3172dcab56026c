from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Forbidden, Refused
from services.expression.domain.resolutions.execution import confirm, reopen
from services.expression.domain.resolutions.reassessments import (
    Opinion,
    opine,
    opinion_id,
    outcome_of,
    require_party,
)
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.overdue import ring
from services.expression.domain.topics.topic import Stage, Step
from services.expression.domain.topics.turns import Answer, Reassessment
from services.expression.events import ReassessmentAsked, TopicReassessed

from .builders import LATER, LIN, MEI, NOON, PLACE, RULES, a_topic, an_act

DAY = timedelta(days=1)


def closed(rules=RULES):
    return confirm(a_topic(Stage.REPORTED), an_act(), satisfied=True, rules=rules)[0]


def asked():
    topic = closed()
    return ring(topic, rules=RULES, now=topic.due_at)


def answers(topic, *given):
    for number, answer in enumerate(given):
        who = f"r-{number}"
        at = topic.reassessment.asked_at
        opinion = Opinion(opinion_id(topic, who), topic.id, PLACE, who, Answer(answer), at)
        topic, _ = opine(topic, None, opinion)
    return topic


def test_a_closed_topic_is_looked_at_again_after_the_days_of_the_standard():
    topic = closed()
    later, [event] = asked()

    assert (topic.stage, topic.step) == (Stage.CLOSED, Step.REASSESSMENT)
    assert (topic.owner, topic.due_at) == (PLACE, end_of(date(2019, 6, 4)))
    assert (later.stage, later.owner) == (Stage.CLOSED, PLACE)
    assert event == ReassessmentAsked("topic-1", "3号门停车", later.due_at, PLACE)
    assert later.reassessment.closes_at == later.due_at > topic.due_at


def test_a_standard_may_ask_for_none_and_what_had_no_resolution_is_not_asked_about():
    never = replace(RULES, reassessment={"after_days": 0})
    unresolved = a_topic(Stage.REPORTED, resolution=None)

    assert closed(never).step is None
    assert confirm(unresolved, an_act(), satisfied=True, rules=RULES)[0].step is None


def test_the_outcome_is_counted_and_published_by_the_clock():
    topic = answers(asked()[0], "worked", "worked", "failed")

    done, [event] = ring(topic, rules=RULES, now=topic.due_at)

    assert (done.step, done.reassessment.outcome) == (None, "worked")
    assert event == TopicReassessed("topic-1", 2, 0, 1, "worked", PLACE)
    assert done.history[-1].reason == "worked"


@pytest.mark.parametrize(
    ("given", "outcome"),
    [((), "unanswered"), ((1, 1, 1), "failed"), ((2, 2, 1), "partly"), ((0, 0, 1), "failed")],
)
def test_of_two_answers_given_equally_often_the_worse_stands(given, outcome):
    worked, partly, failed = given or (0, 0, 0)

    assert outcome_of(Reassessment(1, NOON, LATER, worked, partly, failed)) == outcome


def test_nobody_counts_twice_and_a_change_of_mind_moves_the_count():
    topic = answers(asked()[0], "worked")
    at = topic.reassessment.asked_at
    before = Opinion("x", topic.id, PLACE, "r-0", Answer.WORKED, at)

    moved, _ = opine(topic, before, replace(before, answer=Answer.FAILED))

    assert (moved.reassessment.worked, moved.reassessment.failed) == (0, 1)
    assert moved.reassessment.answers == 1


def test_an_answer_nobody_asked_for_or_that_is_late_is_refused():
    topic, _ = asked()
    opinion = Opinion("x", topic.id, PLACE, "r-0", Answer.WORKED, topic.due_at)

    with pytest.raises(Refused, match="is over"):
        opine(topic, None, opinion)
    with pytest.raises(Refused, match="nobody is asked"):
        opine(closed(), None, opinion)


def test_who_raised_it_voted_or_watched_answers():
    topic = a_topic(Stage.CLOSED, monitors=("r-9",))

    require_party(topic, MEI.id, voted=False)
    require_party(topic, "r-9", voted=False)
    require_party(topic, LIN.id, voted=True)
    with pytest.raises(Forbidden, match="raised it, voted or watched"):
        require_party(topic, LIN.id, voted=False)


def test_what_failed_can_be_reopened_anew_and_is_looked_at_once_more():
    topic = answers(asked()[0], "failed")
    done, _ = ring(topic, rules=RULES, now=topic.due_at)
    late = done.reassessment.published_at + 29 * DAY

    again, _ = reopen(done, an_act(at=late, reason="没用"), rules=RULES)

    assert late > done.closed_at + 31 * DAY
    assert (again.stage, again.round) == (Stage.EXECUTING, 2)
    with pytest.raises(Refused, match="within 30 days"):
        reopen(done, an_act(at=late + 2 * DAY, reason="没用"), rules=RULES)


def test_what_worked_is_not_reopened_by_having_been_asked_about():
    topic = answers(asked()[0], "worked")
    done, _ = ring(topic, rules=RULES, now=topic.due_at)

    with pytest.raises(Refused, match="within 30 days"):
        reopen(done, an_act(at=topic.due_at + DAY, reason="…"), rules=RULES)
