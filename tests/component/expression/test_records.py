from datetime import timedelta

import pytest

from services.expression.domain.rules.rulebook import Rulebook

DAY = timedelta(days=1)
WRITTEN = "<script>alert('3号门')</script>"
PEOPLE = [f"r-{number}" for number in range(1, 9)]


@pytest.fixture
def told(hall):
    """Let a topic go all the way, with an objection on it, late in one of its steps."""
    hall.h.given("rulebooks", Rulebook())
    topic_id = hall.raised(title=WRITTEN, note="晚上没有车位")
    after(hall, 5)
    hall.post(f"/{topic_id}/screening", {"note": "属于本社区事务"})
    said = hall.said(topic_id, by="r-2", text="先划访客车位 <b>")
    path = f"/{topic_id}/statements/{said}/votes"
    hall.post(path, {"choice": "agree"}, as_=hall.of("r-3"))
    hall.post(f"/{topic_id}/proposal", {"text": "划40个车位"})
    hall.votes(topic_id)
    hall.post(f"/{topic_id}/resolution", {"lead_id": "center-dali"})
    hall.post(f"/{topic_id}/objections", {"reason": "消防通道"}, as_=hall.of("r-4"))
    hall.post(f"/{topic_id}/objections/1/answer", {"outcome": "dismissed", "answer": "已复核"})
    after(hall, 15)
    hall.post(f"/{topic_id}/monitors", as_=hall.of("r-5"))
    hall.done(topic_id)
    hall.post(f"/{topic_id}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))
    hall.topic_id = topic_id
    return hall


def after(hall, days):
    hall.h.now = hall.noon + days * DAY
    hall.h.tick("answer_alarms")


def test_the_record_tells_the_whole_story_with_every_deadline(told):
    story = told.get(f"/{told.topic_id}/record", as_=told.of("r-far"))

    assert [(one["step"], one["kept"]) for one in story["promises"]] == [
        ("screening", False),
        ("discussion", True),
        ("resolution", True),
        ("notice", True),
        ("execution", True),
        ("confirmation", True),
        ("reassessment", None),
    ]
    assert story["counts"] == {"statements": 1, "votes": 1, "voters": 1}
    assert story["said_in"] == {"discussion": 1}
    assert [(text["agree"], text["open"]) for text in story["texts"]] == [(5, False)]
    assert [one["answer"] for one in story["objections"]] == ["已复核"]
    assert story["feedback"][0]["evidence"][0]["reference"] == "https://example.org/photo/1"
    assert (story["voices"], story["monitors"]) == (1, 2)
    moves = [(move["act"], move["by"]) for move in story["moves"]]
    assert ("overdue", "system") in moves
    assert ("in effect", "system") in moves
    assert ("confirmed", "resident") in moves
    assert all(move["clause"] for move in story["moves"] if move["act"] != "watched")


def test_nobody_is_named_in_it(told):
    story = told.h.get(f"/v1/topics/{told.topic_id}/record", as_=told.of("r-far")).text
    page = told.h.get(f"/v1/topics/{told.topic_id}/record.html", as_=told.of("r-far")).text

    assert [who for who in PEOPLE if f'"{who}"' in story or f">{who}<" in page] == []


def test_it_is_a_page_that_people_read_in_which_what_they_wrote_is_text(told):
    answer = told.h.get(f"/v1/topics/{told.topic_id}/record.html", as_=told.of("r-far"))

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(&#x27;3号门&#x27;)" in answer.text
    for words in (
        "超期 missed",
        "异议 Objections",
        "决议 Resolution",
        "划40个车位",
        "screening 1: ",
    ):
        assert words in answer.text
    assert '<a rel="nofollow noopener" href="https://example.org/photo/1">' in answer.text


def test_what_is_no_web_address_becomes_no_link(hall):
    topic_id = hall.resolved()
    shown = [{"reference": "javascript:alert(1)", "words": "x"}]
    hall.post(f"/{topic_id}/execution", {"summary": "…", "done": True, "evidence": shown})

    page = hall.h.get(f"/v1/topics/{topic_id}/record.html", as_=hall.of("r-1")).text

    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_statements_are_read_page_by_page(told):
    topic_id = told.discussed()
    for number in range(60):
        told.said(topic_id, text=f"第{number}条 <i>")

    first = told.h.get(f"/v1/topics/{topic_id}/statements.html", as_=told.of("r-1")).text
    cursor = first.partition("?cursor=")[2].partition('"')[0]
    path = f"/v1/topics/{topic_id}/statements.html?cursor={cursor}"
    rest = told.h.get(path, as_=told.of("r-1")).text
    wrong = told.h.get(f"/v1/topics/{topic_id}/statements.html?cursor=@", as_=told.of("r-1"))

    assert (first.count("&lt;i&gt;"), rest.count("&lt;i&gt;")) == (50, 10)
    assert "下一页" not in rest
    assert wrong.status in (400, 422)


def test_mergers_and_splits_lead_from_record_to_record(hall):
    topic_id, other = hall.raised(), hall.raised(by="r-2")
    body = {"parts": [{"title": "停车"}, {"title": "照明"}], "reason": "两件事"}
    [first, second] = hall.post(f"/{topic_id}/split", body).json["parts"]
    hall.post(f"/{first['id']}/merge", {"into_id": other, "reason": "同一问题"})
    for _ in range(3):
        hall.h.tick("tell_concerned")

    whole, part = hall.get(f"/{topic_id}/record"), hall.get(f"/{other}/record")
    page = hall.h.get(f"/v1/topics/{second['id']}/record.html", as_=hall.of("r-1")).text

    assert whole["parts"] == [first["id"], second["id"]]
    assert (part["merged"], part["split_from"]) == ([first["id"]], [topic_id])
    assert [(one["act"], one["residents"], one["done"]) for one in whole["told"]] == [
        ("split", 1, True)
    ]
    assert f'href="../{topic_id}/record.html"' in page


def test_of_no_topic_there_is_no_record(hall):
    assert hall.h.get("/v1/topics/none/record.html", as_=hall.of("r-1")).status == 404
