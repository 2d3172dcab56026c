from datetime import timedelta

import pytest

from chassis.events import Meta, sample
from services.guidance.inbound import (
    AdviceDelivered,
    StatementMade,
    TopicClosed,
    TopicDeclined,
    TopicMerged,
    TopicRaised,
    TopicReopened,
    TopicScreened,
    VoteCast,
)
from tests.component.guidance.given import NOON, RESIDENT, TANGZHONG, counts, guidance

HOUR = timedelta(hours=1)


def heard(h, reads, *, at=NOON, **changes):
    h.hears(
        reads(**{**sample(reads), "topic_id": "topic-1", **changes}, meta=Meta(time=at)), twice=True
    )


@pytest.mark.parametrize(
    ("reads", "counted"),
    [
        (TopicScreened, "topics_screened"),
        (TopicDeclined, "topics_declined"),
        (TopicMerged, "topics_merged"),
    ],
)
def test_the_answer_to_a_topic_is_timed_once(reads, counted):
    h = guidance()

    heard(h, TopicRaised)
    heard(h, reads, at=NOON + HOUR)

    assert counts(h) == {
        "topics_raised": 1,
        "topics_answered": 1,
        counted: 1,
        "screenings_timed": 1,
        "screening_seconds": 3600,
    }


def test_the_answer_may_be_heard_before_the_topic():
    h = guidance()

    heard(h, TopicScreened, at=NOON + HOUR)
    heard(h, TopicRaised)

    assert counts(h)["screening_seconds"] == 3600


def test_a_topic_closed_and_reopened_is_not_solved():
    h = guidance()

    heard(h, TopicClosed)
    heard(h, TopicReopened, at=NOON + HOUR)

    assert counts(h)["topics_closed"] == 1
    assert counts(h)["topics_reopened"] == 1
    assert counts(h)["topics_solved"] == 0
    assert counts(h)["topics_satisfied"] == 0


def test_an_imported_topic_says_nothing_of_how_a_place_does():
    h = guidance()

    heard(h, TopicRaised, origin="import", screened_here=False)
    heard(h, TopicScreened)

    assert counts(h) == {}


def test_a_request_nobody_is_known_to_have_sent_is_timed_and_scores_for_nobody():
    h = guidance()

    heard(h, TopicRaised, origin="import", raised_by="open311:x:i-1")
    heard(h, TopicScreened, at=NOON + HOUR)

    assert (counts(h)["topics_raised"], counts(h)["screening_seconds"]) == (1, 3600)
    assert h.backend.collections.get("ledger", {}) == {}


def test_the_indicators_of_a_town_are_those_of_its_communities():
    h = guidance()
    heard(h, TopicRaised)
    heard(h, TopicRaised, topic_id="topic-2", division="440605124005")
    heard(h, TopicScreened)

    town = h.get("/v1/indicators/440605124", as_=RESIDENT).json
    district = h.get("/v1/indicators/440605", as_=RESIDENT).json

    assert town["counts"]["topics_raised"] == 2
    assert town["rates"]["answered"] == 0.5
    assert district["counts"] == town["counts"]


@pytest.mark.parametrize("division", ["44", "440605124004-e01", "a.*", "440605124004004"])
def test_indicators_are_of_official_places_only(division):
    assert guidance().get(f"/v1/indicators/{division}", as_=RESIDENT).status == 422


def test_a_place_where_nothing_happened_has_no_figures():
    answer = guidance().get(f"/v1/indicators/{TANGZHONG}", as_=RESIDENT)

    assert (answer.status, answer.json["counts"]) == (200, {})


def test_the_topics_many_speak_of_come_first():
    h = guidance()
    heard(h, TopicRaised)
    heard(h, TopicRaised, topic_id="topic-2")
    heard(h, StatementMade)
    heard(h, VoteCast, topic_id="topic-2")
    heard(h, VoteCast, topic_id="topic-2", choice="pass", origin="import")

    items = h.get("/v1/hot-topics", as_=RESIDENT).json["items"]

    assert [(t["id"], t["voices"], t["imported"]) for t in items] == [
        ("topic-2", 2, 1),
        ("topic-1", 1, 0),
    ]
    assert (items[0]["agree"], items[0]["passed"], items[0]["title"]) == (1, 1, "3号门停车")


def test_an_adviser_has_a_record():
    h = guidance()
    h.hears(AdviceDelivered(**sample(AdviceDelivered)), twice=True)

    assert h.get("/v1/advisers/adviser-07", as_=RESIDENT).json == {
        "id": "adviser-07",
        "advices": 1,
    }
    assert h.get("/v1/advisers/nobody", as_=RESIDENT).status == 404
