from datetime import date, timedelta

import pytest

from services.expression.domain.places import answerable, level_above
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.overdue import ring
from services.expression.domain.topics.topic import Channel, Stage, Step, Window
from services.expression.events import StepOverdue, TopicClosed

from .builders import NOON, PLACE, RULES, a_topic

DUE = end_of(NOON.date())
TOWN, DISTRICT = PLACE[:9], PLACE[:6]


def rung(topic, now=DUE):
    return ring(topic, rules=RULES, now=now)


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.DISCUSSION, Stage.RESOLVED, Stage.EXECUTING])
def test_a_step_that_is_not_done_in_time_is_called_overdue(stage):
    topic, events = rung(a_topic(stage))

    assert events == [StepOverdue("topic-1", topic.step, PLACE, 1, DUE, PLACE, PLACE, TOWN)]
    assert topic.overdue_level == 1
    assert topic.history[-1].reason == f"{topic.step} 1: {PLACE}"


def test_before_its_deadline_nothing_is_overdue():
    topic = a_topic()

    assert rung(topic, DUE - timedelta(seconds=1)) == (topic, [])


def test_a_step_is_called_overdue_once_for_each_level_and_never_again():
    once, _ = rung(a_topic())
    same, nothing = rung(once)
    twice, events = rung(once, once.alarm_at)
    thrice, third = rung(twice, twice.alarm_at)
    last, silence = rung(thrice, once.alarm_at + timedelta(days=999))

    assert (same, nothing) == (once, [])
    assert once.alarm_at == end_of(date(2019, 5, 10))
    assert [(event.level, event.told) for event in (*events, *third)] == [(2, TOWN), (3, DISTRICT)]
    assert third[0].goes_to is None
    assert (last, silence) == (thrice, [])


def test_what_a_body_owes_is_told_to_the_body_and_then_to_the_town_and_the_district():
    led = a_topic(Stage.EXECUTING, owner="center-dali")

    assert answerable(led.owner, PLACE) == ("center-dali", TOWN, DISTRICT)
    assert answerable(TOWN, PLACE) == (TOWN, DISTRICT)
    assert answerable(DISTRICT, PLACE) == (DISTRICT,)
    assert (level_above(PLACE), level_above(TOWN)) == (TOWN, DISTRICT)


def test_a_confirmation_nobody_gave_lapses_and_claims_no_satisfaction():
    topic, events = rung(a_topic(Stage.REPORTED, monitors=("r-lin",)))

    assert (topic.stage, topic.satisfied) == (Stage.CLOSED, False)
    assert events == [TopicClosed("topic-1", "lapse", ["r-lin"], False, PLACE)]


def a_consultation(stage):
    window = Window(NOON, DUE, "all")
    return a_topic(stage, channel=Channel.SPECIAL, window=window)


def test_a_consultation_opens_by_itself():
    topic, events = rung(a_consultation(Stage.SCREENED))

    assert (topic.stage, topic.step, events) == (Stage.DISCUSSION, Step.DISCUSSION, [])


def test_a_consultation_that_closes_owes_its_result():
    topic, events = rung(a_consultation(Stage.DISCUSSION))

    assert (topic.stage, topic.step, events) == (Stage.DISCUSSION, Step.RESOLUTION, [])
    assert topic.due_at == end_of(date(2019, 5, 14))


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.DECLINED, Stage.MERGED])
def test_what_has_ended_owes_nothing(stage):
    topic = a_topic(stage)

    assert rung(topic) == (topic, [])
