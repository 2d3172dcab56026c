from datetime import timedelta

from chassis.testing import token
from services.expression import inbound

TOWN = token("official", sub="o-town", divisions=("440605124",))


def declined(hall, code="planned"):
    topic_id = hall.raised()
    answer = hall.post(f"/{topic_id}/decline", {"reason": "已列入2019年改造", "code": code})
    assert answer.status == 200, answer.json
    return topic_id


def asked(hall, topic_id, as_=None):
    path = f"/{topic_id}/review"
    return hall.post(path, {"reason": "不含3号门"}, as_=as_ or hall.of("r-1"))


def decided(hall, topic_id, as_=TOWN, **body):
    body = {"upheld": False, "reason": "应予受理"} | body
    return hall.post(f"/{topic_id}/review/decision", body, as_=as_)


def test_a_topic_is_declined_for_a_reason_of_the_standard_and_until_when_is_told(hall):
    topic_id = declined(hall)
    shown = hall.get(f"/{topic_id}", as_=hall.of("r-far"))

    unknown = hall.post(f"/{hall.raised()}/decline", {"reason": "…", "code": "because"})

    assert (shown["declining"]["code"], shown["declining"]["reason"]) == (
        "planned",
        "已列入2019年改造",
    )
    assert shown["declining"]["review_until"].startswith("2019-05-20T16:00")
    assert unknown.status == 422
    assert unknown.json["errors"][0]["field"] == "code"


def test_a_review_that_is_overturned_takes_the_topic_up_again(hall):
    topic_id = declined(hall)
    under_review = asked(hall, topic_id).json
    overturned = decided(hall, topic_id)

    assert (under_review["stage"], under_review["owner"]) == ("review", "440605124")
    assert (overturned.json["stage"], overturned.json["step"]) == ("raised", "screening")
    assert hall.facts() == ["TopicRaised", "TopicDeclined", "ReviewAsked", "ReviewDecided"]
    assert hall.post(f"/{topic_id}/screening").status == 200


def test_a_review_that_is_upheld_is_the_end_of_it(hall):
    topic_id = declined(hall)
    asked(hall, topic_id)

    assert decided(hall, topic_id, upheld=True).json["stage"] == "declined"
    assert asked(hall, topic_id).json["type"].endswith("reviewed-already")


def test_who_asks_for_a_review_and_who_decides_it(hall):
    topic_id = declined(hall)

    assert asked(hall, topic_id, as_=hall.of("r-2")).status == 403
    assert asked(hall, topic_id, as_=hall.staff).status == 403
    assert decided(hall, topic_id).status == 409
    assert asked(hall, topic_id).status == 201
    community = token("official", sub="o-2", divisions=(hall.place,))
    assert decided(hall, topic_id, as_=community).status == 403
    assert decided(hall, topic_id, as_=hall.staff).status == 403
    assert decided(hall, topic_id, as_=hall.official).status == 200


def test_after_the_window_nobody_asks(hall):
    topic_id = declined(hall)
    hall.h.now = hall.noon + timedelta(days=15)

    assert asked(hall, topic_id).json["type"].endswith("review-past")


def test_who_asked_for_a_review_is_named_no_more_when_they_are_forgotten(hall):
    topic_id = declined(hall)
    asked(hall, topic_id)
    hall.post(f"/{topic_id}/followers", as_=hall.of("r-1"))

    hall.h.hears(inbound.ResidentErased("r-1", hall.place), twice=True)
    hall.h.tick("forget_residents")

    assert "'r-1'" not in repr(hall.topic(topic_id))
    assert hall.topic(topic_id).review.reason == "不含3号门"
    assert hall.h.backend.collections["follows"] == {}
