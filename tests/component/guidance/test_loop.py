import pytest

from chassis.events import sample
from services.guidance.events import NudgeIssued
from services.guidance.inbound import (
    ObjectionAnswered,
    ObjectionMade,
    ResolutionPutOnNotice,
    ReviewDecided,
    StepOverdue,
    TopicRaised,
    TopicReassessed,
    TopicSplit,
)
from tests.component.guidance.given import RESIDENT, TANGZHONG, WORKER, counts, guidance


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), "topic_id": "topic-1", **changes}), twice=True)


@pytest.mark.parametrize(
    ("reads", "said", "counted"),
    [
        (ResolutionPutOnNotice, {}, {"notices": 1}),
        (ObjectionMade, {}, {"objections_made": 1}),
        (ObjectionAnswered, {}, {"objections_answered": 1, "objections_upheld": 0}),
        (
            ObjectionAnswered,
            {"outcome": "discussion"},
            {"objections_answered": 1, "objections_upheld": 1},
        ),
        (ReviewDecided, {"upheld": False}, {"reviews_decided": 1, "reviews_overturned": 1}),
        (ReviewDecided, {"upheld": True}, {"reviews_decided": 1, "reviews_overturned": 0}),
        (TopicReassessed, {}, {"topics_reassessed": 1, "topics_worked": 1}),
        (TopicReassessed, {"outcome": "failed"}, {"topics_reassessed": 1, "topics_worked": 0}),
        (TopicReassessed, {"outcome": "unanswered"}, {}),
    ],
)
def test_what_befalls_a_topic_is_counted_where_it_is(reads, said, counted):
    h = guidance()

    heard(h, reads, **said)

    assert counts(h) == counted


def test_a_split_is_an_answer_and_is_timed():
    h = guidance()

    heard(h, TopicRaised)
    heard(h, TopicSplit)

    assert (counts(h)["topics_split"], counts(h)["topics_answered"]) == (1, 1)
    assert counts(h)["screenings_timed"] == 1


@pytest.mark.parametrize(
    "answer", [TopicSplit, ResolutionPutOnNotice, ObjectionAnswered, ReviewDecided]
)
def test_a_reminder_worked_when_what_was_owed_comes(answer):
    h = guidance()
    heard(h, StepOverdue)

    heard(h, answer)

    [nudge] = h.get("/v1/nudges", as_=WORKER).json["items"]
    assert nudge["heeded_at"] is not None


def test_whom_the_event_names_is_told_level_by_level():
    h = guidance()

    for level, told in ((1, "center-dali"), (2, "440605124"), (3, "440605")):
        heard(h, StepOverdue, level=level, owner="center-dali", told=told)

    issued = [(e.owner, e.level) for e in h.announced if isinstance(e, NudgeIssued)]
    assert issued == [("center-dali", 1), ("440605124", 2), ("440605", 3)]


def test_the_rates_say_how_often_it_worked_and_how_often_a_refusal_did_not_stand():
    h = guidance()
    heard(h, TopicReassessed)
    heard(h, TopicReassessed, outcome="partly")
    heard(h, ReviewDecided)

    rates = h.get(f"/v1/indicators/{TANGZHONG}", as_=RESIDENT).json["rates"]

    assert (rates["worked"], rates["overturned"]) == (0.5, 1.0)
