from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.screening import decline, merge, screen
from services.expression.domain.topics.topic import Channel, Stage, Step, Window
from services.expression.events import TopicDeclined, TopicMerged, TopicScreened

from .builders import LIN, MEI, NOON, PLACE, RULES, STAFF, a_topic


def no(reason="no"):
    return Act("declined", STAFF, NOON, reason)


def screened(topic):
    return screen(topic, by=STAFF, note="", rules=RULES, now=NOON)


def a_consultation(opens_in, closes_in):
    window = Window(NOON + timedelta(days=opens_in), NOON + timedelta(days=closes_in), "all")
    return a_topic(channel=Channel.SPECIAL, window=window)


def test_a_screened_topic_is_discussed_at_once():
    topic, events = screened(a_topic())

    assert (topic.stage, topic.step) == (Stage.DISCUSSION, Step.DISCUSSION)
    assert topic.due_at == end_of(date(2019, 5, 27))
    assert [line.act for line in topic.history] == ["screened", "opened"]
    assert events == [TopicScreened("topic-1", "3号门停车", "parking", True, MEI.id, PLACE)]


def test_a_category_decides_whether_an_adviser_is_asked():
    _, events = screened(a_topic(category="lighting"))

    assert events[0].wants_advice is False


def test_a_consultation_waits_for_its_window():
    topic, _ = screened(a_consultation(3, 9))

    assert (topic.stage, topic.step) == (Stage.SCREENED, Step.OPENING)
    assert topic.alarm_at == NOON + timedelta(days=3)


def test_a_consultation_whose_window_is_open_ends_with_it():
    topic, _ = screened(a_consultation(-1, 9))

    assert topic.stage is Stage.DISCUSSION
    assert topic.due_at == NOON + timedelta(days=9)


def test_a_consultation_whose_window_has_passed_cannot_be_screened():
    with pytest.raises(Refused, match="before today"):
        screened(a_consultation(-9, -1))


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.RAISED])
def test_a_topic_is_screened_only_once(stage):
    with pytest.raises(Refused) as refusal:
        screened(a_topic(stage))

    assert refusal.value.code == "stage-differs"
    assert "筛选" in refusal.value.zh


def test_a_declined_topic_tells_everyone_why():
    topic, events = decline(a_topic(), no("已列入"), code="planned", rules=RULES)

    assert (topic.stage, topic.step, topic.alarm_at) == (Stage.DECLINED, None, None)
    assert topic.history[-1].reason == "已列入"
    assert topic.declining.stage == Stage.RAISED
    assert topic.declining.review_until == end_of(date(2019, 5, 20))
    assert events == [TopicDeclined("topic-1", "已列入", MEI.id, PLACE, "planned")]


def test_a_reason_the_standard_does_not_know_declines_nothing():
    with pytest.raises(Invalid, match="knows these reasons") as refusal:
        decline(a_topic(), no(), code="because", rules=RULES)

    assert refusal.value.field == "code"


@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.CLOSED, Stage.DECLINED, Stage.MERGED])
def test_what_was_decided_cannot_be_declined(stage):
    with pytest.raises(Refused, match="cannot be declined"):
        decline(a_topic(stage), no(), rules=RULES)


def test_a_topic_cannot_be_declined_while_residents_vote_on_it():
    topic = replace(
        a_topic(Stage.DISCUSSION),
        step=Step.RESOLUTION,
        proposal_id="topic-1-p1",
        due_at=NOON + timedelta(days=1),
    )

    with pytest.raises(Refused, match="are voting"):
        decline(topic, no(), rules=RULES)


def merged(topic, into):
    return merge(topic, into, Act("merged", STAFF, NOON, "same"))


def test_a_merged_topic_brings_its_voices_along():
    other = a_topic(id="topic-2", raised_by=LIN.id, voices=(LIN.id,), merged=("topic-3",))

    gone, kept, events = merged(other, a_topic())

    assert (gone.stage, gone.merged_into, gone.alarm_at) == (Stage.MERGED, "topic-1", None)
    assert kept.voices == (MEI.id, LIN.id)
    assert kept.merged == ("topic-2", "topic-3")
    assert kept.due_at == a_topic().due_at
    assert events == [TopicMerged("topic-2", "topic-1", 1, PLACE)]


def test_a_topic_cannot_be_merged_into_itself():
    with pytest.raises(Refused, match="within itself"):
        merged(a_topic(), a_topic())


def test_topics_cannot_be_merged_in_a_ring():
    first, second = a_topic(), a_topic(id="topic-2")
    gone, kept, _ = merged(first, second)

    with pytest.raises(Refused, match="in one another already") as refusal:
        merged(kept, gone)
    assert refusal.value.code == "merged-in-a-ring"


def test_a_topic_is_not_buried_in_another_place():
    elsewhere = a_topic(id="topic-2", division="440605125001")

    with pytest.raises(Refused, match="would not be heard"):
        merged(a_topic(), elsewhere)
