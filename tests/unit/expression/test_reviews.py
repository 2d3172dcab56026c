from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Forbidden, Invalid, Refused
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.overdue import ring
from services.expression.domain.topics.reviews import ask_review, decide_review, require_level
from services.expression.domain.topics.screening import decline
from services.expression.domain.topics.topic import Actor, Stage, Step
from services.expression.events import ReviewAsked, ReviewDecided

from .builders import LIN, MEI, NOON, PLACE, RULES, STAFF, a_topic

TOWN, DISTRICT = PLACE[:9], PLACE[:6]
LATER = NOON + timedelta(days=1)
LAST = end_of(date(2019, 5, 20))  # ten working days after Monday the 6th


def declined(stage=Stage.RAISED):
    return decline(a_topic(stage), Act("declined", STAFF, NOON, "已列入"), rules=RULES)[0]


def asked(topic, by=MEI, at=LATER):
    return ask_review(topic, Act("review asked", by, at, "不含3号门"), rules=RULES)


def decided(topic, *, upheld, reason="应予受理", at=LATER):
    act = Act("reviewed", Actor("o-town"), at, reason)
    return decide_review(topic, act, upheld=upheld, rules=RULES)


def test_who_raised_it_asks_the_level_above_which_owes_it_by_a_day():
    topic, events = asked(declined())

    assert (topic.stage, topic.step, topic.owner) == (Stage.REVIEW, Step.REVIEW, TOWN)
    assert topic.due_at == end_of(date(2019, 5, 21))
    assert events == [ReviewAsked("topic-1", MEI.id, "不含3号门", TOWN, topic.due_at, PLACE)]


def test_a_review_that_is_late_goes_on_to_the_district():
    topic, _ = asked(declined())

    _, [event] = ring(topic, rules=RULES, now=topic.due_at)

    assert (event.step, event.told, event.goes_to) == ("review", TOWN, DISTRICT)


def test_only_who_raised_it_asks_and_only_within_the_window():
    assert asked(declined(), at=LAST - timedelta(seconds=1))[0].stage is Stage.REVIEW
    with pytest.raises(Refused, match="before 2019-05-21"):
        asked(declined(), at=LAST)
    with pytest.raises(Forbidden, match="only those who raised"):
        asked(declined(), by=LIN)
    with pytest.raises(Refused, match="cannot be reviewed"):
        asked(a_topic())
    with pytest.raises(Refused) as refusal:
        asked(replace(declined(), declining=None))
    assert refusal.value.code == "review-past"


def test_what_is_upheld_stays_declined_and_is_reviewed_once():
    topic, events = decided(asked(declined())[0], upheld=True)

    assert (topic.stage, topic.step, topic.review.upheld) == (Stage.DECLINED, None, True)
    assert events == [ReviewDecided("topic-1", True, "应予受理", MEI.id, TOWN, PLACE)]
    with pytest.raises(Refused, match="reviewed already"):
        asked(topic)


@pytest.mark.parametrize(
    ("stage", "step"), [(Stage.RAISED, Step.SCREENING), (Stage.DISCUSSION, Step.DISCUSSION)]
)
def test_what_is_overturned_goes_on_where_it_stood(stage, step):
    topic, events = decided(asked(declined(stage))[0], upheld=False)

    assert (topic.stage, topic.step, topic.owner) == (stage, step, PLACE)
    assert events[0].upheld is False
    again = decline(topic, Act("declined", STAFF, LATER, "又"), rules=RULES)[0]
    assert asked(again)[0].stage is Stage.REVIEW


def test_a_review_says_why_and_is_decided_by_the_level_above():
    under_review, _ = asked(declined())

    with pytest.raises(Invalid, match="say why"):
        decided(under_review, upheld=True, reason=" ")
    with pytest.raises(Refused, match="cannot be decided on review"):
        decided(declined(), upheld=True)
    with pytest.raises(Forbidden, match=f"{TOWN} decides"):
        require_level(under_review, (PLACE,))
    require_level(under_review, (DISTRICT,))
    require_level(under_review, (TOWN,))
