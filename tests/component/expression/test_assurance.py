"""What a resident may do follows how surely participation says they are known."""

from datetime import date, timedelta

import pytest

from services.expression import inbound

CODE = "440605124004"


@pytest.fixture
def strict(hall):
    """Ask for more than one's own word, and for a real name to vote."""
    rules = {"assurance": {"raise": "staff_verified", "vote": "real_name"}}
    hall.h.hears(inbound.StandardPublished("g-1", 1, date(2019, 1, 1), rules, "440605"))
    return hall


def raises(hall, who="r-1"):
    body = {"title": "3号门停车", "category": "parking", "division": CODE}
    return hall.post("", body, as_=hall.of(who))


def test_whoever_is_known_too_little_is_told_in_both_languages(strict):
    english, chinese = raises(strict), None
    body = {"title": "3号门停车", "category": "parking", "division": CODE}
    chinese = strict.post("", body, as_=strict.of("r-1"), language="zh")

    assert (english.status, chinese.status) == (403, 403)
    assert english.json["type"].endswith("assurance-too-low")
    assert "staff_verified" in english.json["detail"]
    assert "工作人员核实" in chinese.json["detail"]


def test_once_staff_know_them_they_may(strict):
    later = strict.noon + timedelta(days=1)
    strict.h.hears(inbound.ResidentAssured("r-1", "staff_verified", later, CODE), twice=True)

    topic_id = raises(strict).json["id"]
    strict.post(f"/{topic_id}/screening")
    path = f"/{topic_id}/statements/{strict.said(topic_id, by='r-2')}/votes"
    vote = strict.post(path, {"choice": "agree"}, as_=strict.of("r-1"))

    assert vote.json["type"].endswith("assurance-too-low")
    strict.h.hears(inbound.ResidentAssured("r-1", "real_name", later + timedelta(days=1), CODE))
    assert strict.post(path, {"choice": "agree"}, as_=strict.of("r-1")).status == 201


def test_a_registration_says_it_at_once(strict):
    known = inbound.ResidentRegistered("r-new", CODE, strict.noon, [], "staff_verified")
    strict.h.hears(known, twice=True)

    assert raises(strict, "r-new").status == 201


def test_staff_who_enter_something_vouch_for_it_but_never_for_a_vote(strict):
    body = {"title": "x", "category": "parking", "division": CODE, "resident_id": "r-1"}
    topic_id = strict.post("", body).json["id"]
    strict.post(f"/{topic_id}/screening")
    path = f"/{topic_id}/statements/{strict.said(topic_id, by='r-2')}/votes"

    assert strict.post(path, {"choice": "agree", "resident_id": "r-1"}).status == 403


def test_without_a_standard_ones_own_word_is_enough(hall):
    assert raises(hall).status == 201
