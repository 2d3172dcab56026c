from dataclasses import replace
from datetime import date, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.screening import merge
from services.expression.domain.topics.splits import Part, split
from services.expression.domain.topics.topic import Channel, Stage, Step, Window
from services.expression.events import TopicSplit

from .builders import LIN, MEI, NOON, PLACE, RULES, STAFF, a_topic

PARTS = [Part("topic-3", "停车", "parking"), Part("topic-4", "照明", "lighting")]


def parted(topic, parts=PARTS, at=NOON):
    return split(topic, parts, Act("split", STAFF, at, "两件事"), rules=RULES)


def test_a_topic_goes_on_as_several_and_every_voice_with_each():
    topic = a_topic(voices=(MEI.id, LIN.id), merged=("topic-2",), monitors=("r-9",))

    gone, parts, events = parted(topic)

    assert (gone.stage, gone.step, gone.parts) == (Stage.SPLIT, None, ("topic-3", "topic-4"))
    assert [part.voices for part in parts] == [(MEI.id, LIN.id)] * 2
    assert [part.heard_on for part in parts] == [
        ("topic-3", "topic-1", "topic-2"),
        ("topic-4", "topic-1", "topic-2"),
    ]
    assert [(part.title, part.category) for part in parts] == [
        ("停车", "parking"),
        ("照明", "lighting"),
    ]
    assert events == [TopicSplit("topic-1", ["topic-3", "topic-4"], 2, PLACE)]


@pytest.mark.parametrize(
    ("stage", "step", "day"),
    [
        (Stage.RAISED, Step.SCREENING, date(2019, 5, 9)),
        (Stage.DISCUSSION, Step.DISCUSSION, date(2019, 5, 27)),
    ],
)
def test_a_part_stands_where_the_whole_stood_with_a_clock_of_its_own(stage, step, day):
    part = parted(a_topic(stage))[1][0]

    assert (part.stage, part.step, part.due_at) == (stage, step, end_of(day))
    assert part.history[-1].reason == "topic-1: 两件事"


@pytest.mark.parametrize(
    ("stage", "step", "day"), [(Stage.SCREENED, Step.OPENING, 2), (Stage.DISCUSSION, None, 9)]
)
def test_a_part_of_a_consultation_keeps_its_window(stage, step, day):
    window = Window(NOON + timedelta(days=2), NOON + timedelta(days=9), "all")
    part = parted(a_topic(stage, channel=Channel.SPECIAL, window=window))[1][0]

    assert part.due_at == NOON + timedelta(days=day)
    assert step in (part.step, None)


@pytest.mark.parametrize(
    "parts",
    [PARTS[:1], [PARTS[0], replace(PARTS[1], title="停车 ")], [PARTS[0]] * 11],
    ids=["one", "the same twice", "eleven"],
)
def test_fewer_than_two_or_the_same_twice_is_no_split(parts):
    with pytest.raises(Invalid, match="2 to 10"):
        parted(a_topic(), parts)


def test_a_part_is_of_a_category_in_force():
    with pytest.raises(Invalid, match="astrology"):
        parted(a_topic(), [PARTS[0], replace(PARTS[1], category="astrology")])


@pytest.mark.parametrize("stage", [Stage.NOTICE, Stage.RESOLVED, Stage.CLOSED, Stage.SPLIT])
def test_what_was_decided_or_split_cannot_be_split(stage):
    with pytest.raises(Refused, match="cannot be split"):
        parted(a_topic(stage))


def test_a_topic_residents_vote_on_cannot_be_split():
    voting = replace(
        a_topic(Stage.DISCUSSION),
        step=Step.RESOLUTION,
        proposal_id="topic-1-p1",
        due_at=NOON + timedelta(days=1),
    )

    with pytest.raises(Refused, match="are voting"):
        parted(voting)


def test_a_part_does_not_go_back_into_the_whole_but_two_parts_may_become_one():
    gone, [first, second], _ = parted(a_topic())

    with pytest.raises(Refused) as refusal:
        merge(first, gone, Act("merged", STAFF, NOON, "…"))
    _, kept, _ = merge(first, second, Act("merged", STAFF, NOON, "…"))

    assert refusal.value.code == "merged-in-a-ring"
    assert kept.heard_on == ("topic-4", "topic-3", "topic-1")
