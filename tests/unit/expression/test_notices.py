from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.resolutions.due import choose_due_day
from services.expression.domain.resolutions.objections import Outcome, Said, answer, object_to
from services.expression.domain.resolutions.resolution import resolve
from services.expression.domain.rules.calendar import SHANGHAI, day_of, end_of
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.overdue import ring
from services.expression.domain.topics.topic import Stage, Step
from services.expression.events import (
    ObjectionAnswered,
    ObjectionMade,
    ResolutionPublished,
    ResolutionPutOnNotice,
    StepOverdue,
)

from .builders import LIN, MEI, NOON, NOTICED, PLACE, STAFF, a_proposal, a_topic

DAY = timedelta(days=1)
OVER = end_of(date(2019, 5, 13))  # five working days after Monday the 6th
ENOUGH = a_proposal(agree=20)


def noticed(rules=NOTICED, proposal=ENOUGH, lead_id=None):
    act = Act("resolved", STAFF, NOON)
    return resolve(a_topic(Stage.DISCUSSION), proposal, act, lead_id=lead_id, rules=rules)


def objected(topic, *, by=LIN, at=NOON + DAY, pending=False):
    return object_to(topic, Act("objected", by, at, "影响消防通道"), pending=pending)


def answered(topic, objection, outcome=Outcome.DISMISSED, text="", at=NOON + 2 * DAY):
    said = Said(outcome, "已复核", text)
    return answer(topic, objection, said, Act("answered", STAFF, at, "已复核"), rules=NOTICED)


def rung(topic, now):
    return ring(topic, rules=NOTICED, now=now)


def test_a_resolution_stands_on_notice_before_it_takes_effect():
    topic, proposal, events = noticed(lead_id="center-dali")

    assert (topic.stage, topic.step, topic.owner) == (Stage.NOTICE, Step.NOTICE, PLACE)
    assert topic.due_at == topic.notice.until == OVER
    assert proposal.open is False
    assert events == [ResolutionPutOnNotice("topic-1", "3号门停车", "划40个车位", 1, OVER, PLACE)]


def test_the_clock_lets_it_take_effect_and_counts_the_execution_from_then():
    topic, _, _ = noticed(lead_id="center-dali")

    early, nothing = rung(topic, OVER - DAY)
    topic, [event] = rung(topic, OVER)

    assert (early.stage, nothing) == (Stage.NOTICE, [])
    assert (topic.stage, topic.step, topic.owner) == (
        Stage.RESOLVED,
        Step.EXECUTION,
        "center-dali",
    )
    assert isinstance(event, ResolutionPublished)
    assert topic.history[-1].act == "in effect"
    assert event.due_on == NOTICED.due_on(Step.EXECUTION, day_of(OVER))


def test_a_standard_without_a_notice_has_none():
    topic, _, [event] = noticed(replace(NOTICED, notice={"days": 0}))

    assert (topic.stage, topic.notice) == (Stage.RESOLVED, None)
    assert isinstance(event, ResolutionPublished)


def test_a_notice_over_a_holiday_ends_on_a_working_day():
    golden_week = NOON.replace(month=9, day=30)
    act = Act("resolved", STAFF, golden_week)
    topic, _, _ = resolve(a_topic(Stage.DISCUSSION), ENOUGH, act, lead_id=None, rules=NOTICED)

    last_day = topic.notice.until.astimezone(SHANGHAI).date() - DAY
    assert last_day == date(2019, 10, 12)  # a Saturday that is worked
    assert NOTICED.calendar.is_working_day(last_day)


def test_an_objection_is_counted_and_announced():
    topic, objection, events = objected(noticed()[0])

    assert (topic.notice.objections, topic.notice.open) == (1, 1)
    assert (objection.id, objection.reason) == ("topic-1-o1", "影响消防通道")
    assert events == [ObjectionMade("topic-1", 1, LIN.id, PLACE)]


@pytest.mark.parametrize(
    ("topic", "how", "code"),
    [
        (a_topic(Stage.DISCUSSION), {}, "stage-differs"),
        (noticed()[0], {"pending": True}, "objection-pending"),
        (noticed()[0], {"at": OVER}, "notice-over"),
    ],
)
def test_what_cannot_be_objected_to(topic, how, code):
    with pytest.raises(Refused) as refusal:
        objected(topic, **how)

    assert refusal.value.code == code


def test_an_objection_that_is_dismissed_in_time_leaves_the_notice_to_its_clock():
    topic, objection, _ = objected(noticed()[0])
    topic, known, events = answered(topic, objection)

    assert (topic.stage, topic.notice.open, topic.due_at) == (Stage.NOTICE, 0, OVER)
    assert (known.outcome, known.answered_by) == (Outcome.DISMISSED, STAFF.id)
    assert events == [ObjectionAnswered("topic-1", 1, LIN.id, "dismissed", PLACE)]
    assert rung(topic, OVER)[0].stage is Stage.RESOLVED


def test_an_objection_without_an_answer_keeps_the_notice_open_and_becomes_overdue():
    topic, objection, _ = objected(noticed()[0])
    held, nothing = rung(topic, OVER)
    late, [event] = rung(held, held.due_at)

    assert (held.stage, held.step, nothing) == (Stage.NOTICE, Step.OBJECTION, [])
    assert isinstance(event, StepOverdue)
    assert (event.step, event.owner, event.goes_to) == ("objection", PLACE, PLACE[:9])
    bound, _, events = answered(late, objection, at=held.due_at + DAY)
    assert bound.stage is Stage.RESOLVED
    assert [type(one) for one in events] == [ObjectionAnswered, ResolutionPublished]


def test_an_upheld_objection_sends_it_back_to_the_discussion():
    topic, objection, _ = objected(noticed()[0])
    topic, other, _ = objected(topic, by=MEI)
    back, _, _ = answered(topic, objection, Outcome.DISCUSSION)
    later, moot, _ = answered(back, other)

    assert (back.stage, back.step, back.resolution) == (Stage.DISCUSSION, Step.DISCUSSION, None)
    assert (later.stage, moot.answer) == (Stage.DISCUSSION, "已复核")
    with pytest.raises(Refused, match="has ended"):
        resolve(
            back,
            replace(ENOUGH, open=False),
            Act("resolved", STAFF, NOON),
            lead_id=None,
            rules=NOTICED,
        )


def test_a_corrected_text_is_on_notice_anew_and_other_objections_still_hold_it_up():
    topic, objection, _ = objected(noticed()[0])
    topic, other, _ = objected(topic, by=MEI)
    fixed, _, events = answered(topic, objection, Outcome.CORRECTION, text="划38个车位")

    assert (fixed.resolution.text, fixed.notice.number, fixed.notice.open) == ("划38个车位", 2, 1)
    assert fixed.notice.until == end_of(date(2019, 5, 15))
    assert isinstance(events[1], ResolutionPutOnNotice)
    assert rung(fixed, fixed.due_at)[0].step is Step.OBJECTION
    assert answered(fixed, other)[0].notice.open == 0


def test_an_objection_of_a_vote_that_was_sent_back_holds_up_no_other_vote():
    topic, first, _ = objected(noticed()[0])
    topic, moot, _ = objected(topic, by=MEI)
    back, _, _ = answered(topic, first, Outcome.DISCUSSION)
    again, _, _ = resolve(
        back, ENOUGH, Act("resolved", STAFF, NOON + 3 * DAY), lead_id=None, rules=NOTICED
    )

    assert (again.notice.number, again.notice.open) == (2, 0)
    assert answered(again, moot)[0].notice.open == 0


def test_nobody_answers_twice_nor_their_own_objection_nor_corrects_without_a_text():
    topic, objection, _ = objected(noticed()[0])
    topic, own, _ = objected(topic, by=STAFF)
    after, known, _ = answered(topic, objection)

    with pytest.raises(Refused, match="is answered"):
        answered(after, known)
    with pytest.raises(Refused, match="somebody else"):
        answered(topic, own)
    with pytest.raises(Invalid, match="corrected text"):
        answered(topic, objection, Outcome.CORRECTION)
    with pytest.raises(Invalid, match="corrected text"):
        answered(topic, objection, Outcome.DISMISSED, text="x")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2019, 10, 1), "deadline-on-holiday"),
        (date(2019, 6, 8), "deadline-on-holiday"),
        (date(2019, 5, 6), "deadline-out-of-range"),
        (date(2021, 5, 6), "deadline-out-of-range"),
    ],
)
def test_a_day_nobody_works_or_that_is_past_is_no_deadline(day, code):
    with pytest.raises(Invalid) as refusal:
        choose_due_day(ENOUGH, day, rules=NOTICED, now=NOON)

    assert (refusal.value.code, refusal.value.field) == (code, "due_on")


def test_the_next_working_day_is_named_and_a_chosen_day_is_kept():
    with pytest.raises(Invalid, match="2019-06-10"):
        choose_due_day(ENOUGH, date(2019, 6, 7), rules=NOTICED, now=NOON)
    chosen = choose_due_day(ENOUGH, date(2019, 7, 1), rules=NOTICED, now=NOON)

    topic, _ = rung(noticed(proposal=chosen)[0], OVER)

    assert topic.resolution.due_on == date(2019, 7, 1)
