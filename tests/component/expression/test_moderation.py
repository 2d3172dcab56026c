"""Hidden for a published reason, appealed, decided by another; and no edit without trace."""

from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression.events import HidingAppealed, HidingSettled, StatementHidden

from .conftest import PLACE

WHY = {"reason": "insult", "words": "骂人"}
OTHER = token("worker", sub="w-2", divisions=(PLACE,))


@pytest.fixture
def said(hall):
    """Give the path of a statement r-2 made on a topic of r-1."""
    topic_id = hall.discussed()
    return f"/{topic_id}/statements/{hall.said(topic_id, by='r-2', text='你这个混蛋')}"


def topic_of(said):
    return f"/{said.split('/')[1]}"


def hidden(hall, said):
    answer = hall.post(f"{said}/hiding", WHY)
    assert answer.status == 201, answer.json
    return answer.json


def appealed(hall, said, by="r-2"):
    return hall.post(f"{said}/appeal", {"words": "不是骂人"}, as_=hall.of(by))


def decided(hall, said, as_=OTHER, *, restored=True):
    body = {"restored": restored, "words": "看过了"}
    return hall.post(f"{said}/appeal/decision", body, as_=as_)


def shown(hall, said, as_=None):
    items = hall.get(f"{topic_of(said)}/statements", as_=as_)["items"]
    return [(one["text"], one["moderated"]) for one in items]


def test_what_is_hidden_is_shown_to_nobody_and_why_to_everybody(hall, said):
    hidden(hall, said)

    [public] = hall.get(f"{topic_of(said)}/moderations")["items"]
    [line] = public["hidings"]
    assert shown(hall, said) == [("", "rejected")]
    assert (line["reason"], line["words"], line["by"]) == ("insult", "骂人", "w-1")
    assert "混蛋" not in repr([public, hall.get(f"{said}/moderation")])
    assert hall.get(f"{said}/hiding", as_=hall.of("r-2"))["text"] == "你这个混蛋"
    assert hall.get(f"{said}/hiding", as_=hall.staff)["text"] == "你这个混蛋"
    assert hall.get(f"{said}/hiding", as_=hall.of("r-3"))["status"] == 403
    assert [type(e) for e in hall.h.announced[-1:]] == [StatementHidden]


def test_nobody_votes_on_it_and_it_is_proposed_to_nobody(hall, said):
    hidden(hall, said)

    voted = hall.post(f"{said}/votes", {"choice": "agree"}, as_=hall.of("r-3"))
    asked = hall.post(f"{topic_of(said)}/statements/similar", {"text": "你这个混蛋"})

    assert voted.json["type"].endswith("statement-rejected")
    assert asked.json["items"] == []


def test_another_than_who_hid_it_decides_on_the_appeal(hall, said):
    hidden(hall, said)
    assert appealed(hall, said).status == 201

    refused = decided(hall, said, as_=hall.staff)
    answer = decided(hall, said)

    assert refused.json["type"].endswith("moderator-decides-not")
    assert answer.json["hidings"][0]["fate"] == "restored"
    assert shown(hall, said) == [("你这个混蛋", "accepted")]
    assert [type(e) for e in hall.h.announced[-2:]] == [HidingAppealed, HidingSettled]


def test_what_was_restored_is_not_hidden_again_for_the_same_reason(hall, said):
    hidden(hall, said)
    appealed(hall, said)
    decided(hall, said)

    again = hall.post(f"{said}/hiding", WHY)
    another = hall.post(f"{said}/hiding", WHY | {"reason": "off_topic"})

    assert again.json["type"].endswith("restored-before")
    assert [one["fate"] for one in another.json["hidings"]] == ["restored", "hidden"]


def test_what_is_upheld_stays_hidden(hall, said):
    hidden(hall, said)
    appealed(hall, said)

    decided(hall, said, restored=False)

    assert shown(hall, said) == [("", "rejected")]
    assert hall.h.announced[-1].restored is False
    assert appealed(hall, said).json["type"].endswith("appeal-settled")


def test_an_appeal_nobody_decides_in_time_restores_the_statement_once(hall, said):
    hidden(hall, said)
    appealed(hall, said)

    hall.h.tick("restore_undecided")
    early = shown(hall, said)
    hall.h.now += timedelta(days=8)
    hall.h.tick("restore_undecided")
    hall.h.tick("restore_undecided")

    settled = [e for e in hall.h.announced if isinstance(e, HidingSettled)]
    assert early == [("", "rejected")]
    assert shown(hall, said) == [("你这个混蛋", "accepted")]
    assert [(e.restored, e.in_time) for e in settled] == [(True, False)]


def test_only_the_author_appeals_and_only_in_time(hall, said):
    hidden(hall, said)

    other = appealed(hall, said, by="r-3")
    hall.h.now += timedelta(days=30)

    assert other.json["type"].endswith("not-the-author")
    assert appealed(hall, said).json["type"].endswith("appeal-late")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (WHY | {"reason": "because"}, "reason-unknown"),
        (WHY | {"words": ""}, "invalid"),
        ({}, "invalid"),
    ],
)
def test_a_hiding_without_a_reason_of_the_standard_is_refused(hall, said, body, code):
    answer = hall.post(f"{said}/hiding", body)

    assert answer.status == 422
    assert code == "invalid" or answer.json["type"].endswith(code)
    assert shown(hall, said) == [("你这个混蛋", "accepted")]


def test_a_resident_hides_nothing(hall, said):
    assert hall.post(f"{said}/hiding", WHY, as_=hall.of("r-2")).status == 403
    assert hall.post(f"{said}/hiding", WHY).status == 201
    assert hall.post(f"{said}/hiding", WHY).status == 409


def reworded(hall, path, by="r-2", **body):
    return hall.post(f"{path}/wordings", body, as_=hall.of(by))


def test_a_statement_is_worded_anew_and_its_earlier_wording_stays(hall, said):
    answer = reworded(hall, said, text="请注意言辞")

    told = hall.get(f"{said}/wordings", as_=hall.of("r-5"))
    assert answer.status == 201
    assert (told["text"], told["number"]) == ("请注意言辞", 2)
    assert [(one["text"], one["votes"]) for one in told["earlier"]] == [("你这个混蛋", 0)]
    assert shown(hall, said) == [("请注意言辞", "accepted")]
    asked = hall.post(f"{topic_of(said)}/statements/similar", {"text": "请注意言辞"})
    assert len(asked.json["items"]) == 1


def test_what_was_voted_on_keeps_its_meaning_and_the_votes_are_marked(hall, said):
    hall.post(f"{said}/votes", {"choice": "agree"}, as_=hall.of("r-3"))

    other = reworded(hall, said, text="请注意言辞")
    same = reworded(hall, said, text="你这个混蛋！")

    assert other.json["type"].endswith("wording-voted-on")
    assert [one["votes"] for one in same.json["earlier"]] == [1]


def test_nobody_rewords_what_another_said_or_what_is_hidden(hall, said):
    assert reworded(hall, said, by="r-3", text="…").json["type"].endswith("not-the-author")
    hidden(hall, said)

    assert reworded(hall, said, text="…").json["type"].endswith("statement-hidden")


def test_a_topic_is_reworded_until_it_is_taken_up(hall):
    topic_id = hall.raised(note="晚上没有车位")
    answer = reworded(hall, f"/{topic_id}", by="r-1", title="3号门夜间停车", note="")
    asked = hall.post("/similar", {"title": "3号门夜间停车", "division": PLACE}).json["items"]
    hall.post(f"/{topic_id}/screening")

    late = reworded(hall, f"/{topic_id}", by="r-1", title="别的")

    assert answer.json["earlier"][0]["note"] == "晚上没有车位"
    assert [one["id"] for one in asked] == [topic_id]
    assert late.json["type"].endswith("stage-differs")
    assert hall.get(f"/{topic_id}")["title"] == "3号门夜间停车"
    assert "reworded" in [move["act"] for move in hall.get(f"/{topic_id}/history")["moves"]]


def test_rewording_has_an_end(hall, said):
    for number in range(20):
        assert reworded(hall, said, text=f"第{number}次").status == 201

    assert reworded(hall, said, text="再来").json["type"].endswith("reworded-too-often")
