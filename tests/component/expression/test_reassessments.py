from datetime import timedelta

import pytest

from services.expression import inbound

DAY = timedelta(days=1)


@pytest.fixture
def closed(hall):
    hall.topic_id = hall.reported()
    hall.post(f"/{hall.topic_id}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))
    return hall


def after(hall, days):
    hall.h.now = hall.noon + days * DAY
    hall.h.tick("answer_alarms")


def said(hall, who, answer="worked"):
    body = {"answer": answer, "words": "晚上有车位了"}
    return hall.post(f"/{hall.topic_id}/reassessment", body, as_=hall.of(who))


def test_those_concerned_are_asked_later_and_the_outcome_is_published(closed):
    early = said(closed, "r-1").status
    after(closed, 30)
    for who, answer in (("r-1", "worked"), ("r-2", "failed"), ("r-2", "worked")):
        assert said(closed, who, answer).status == 201
    after(closed, 60)

    topic = closed.topic(closed.topic_id)
    assert (early, topic.step) == (409, None)
    assert (topic.reassessment.worked, topic.reassessment.failed) == (2, 0)
    assert closed.facts()[-2:] == ["ReassessmentAsked", "TopicReassessed"]
    assert closed.h.announced[-1].outcome == "worked"
    shown = closed.get(f"/{closed.topic_id}/reassessment", as_=closed.of("r-far"))
    assert [one["answer"] for one in shown["items"]] == ["worked", "worked"]
    assert "r-1" not in repr(shown)
    assert said(closed, "r-3").status == 409


def test_who_had_no_part_in_it_is_not_asked(closed):
    after(closed, 30)

    assert said(closed, "r-8").status == 403
    assert said(closed, "r-far").status == 403
    assert said(closed, "r-1", answer="perhaps").status == 422


def test_what_failed_is_reopened_by_who_raised_it(closed):
    after(closed, 30)
    said(closed, "r-1", "failed")
    after(closed, 60)

    again = closed.post(f"/{closed.topic_id}/reopening", {"reason": "没用"}, as_=closed.of("r-1"))

    assert (again.status, again.json["stage"], again.json["round"]) == (200, "executing", 2)
    assert closed.facts()[-1] == "TopicReopened"


def test_everyone_who_may_answer_is_told_that_they_are_asked(closed):
    after(closed, 30)
    for _ in range(4):
        closed.h.tick("tell_concerned")

    told = [e for e in closed.h.announced if type(e).__name__ == "ResidentsTold"]
    assert {e.act for e in told} == {"reassessment asked"}
    assert sorted(who for e in told for who in e.resident_ids) == [f"r-{n}" for n in range(1, 6)]


def test_an_answer_stays_and_is_nobodys_when_a_resident_is_forgotten(closed):
    after(closed, 30)
    said(closed, "r-2")

    closed.h.hears(inbound.ResidentErased("r-2", closed.place), twice=True)
    for _ in range(3):
        closed.h.tick("forget_residents")

    kept = closed.h.backend.collections
    assert "r-2" not in repr([kept[name] for name in ("opinions", "topics")])
    assert closed.topic(closed.topic_id).reassessment.worked == 1


def failed(hall):
    after(hall, 30)
    said(hall, "r-1", "failed")
    after(hall, 60)


def test_what_failed_is_raised_anew_by_anyone_and_both_records_say_so(closed):
    failed(closed)

    again = closed.raised(by="r-8", follows=closed.topic_id)
    for _ in range(4):
        closed.h.tick("tell_concerned")

    ours, earlier = (closed.get(f"/{one}/record") for one in (again, closed.topic_id))
    assert (ours["follows"], earlier["followed_by"]) == (closed.topic_id, [again])
    assert (earlier["moves"][-1]["act"], earlier["moves"][-1]["by"]) == ("taken up anew", "system")
    page = closed.h.get(f"/v1/topics/{again}/record.html", as_=closed.of("r-1")).text
    assert f"../{closed.topic_id}/record.html" in page
    [raised] = [e for e in closed.h.announced if getattr(e, "follows_id", None)]
    assert (raised.topic_id, raised.follows_id) == (again, closed.topic_id)
    told = [e for e in closed.h.announced if getattr(e, "act", "") == "taken up anew"]
    assert {who for one in told for who in one.resident_ids} >= {"r-1", "r-2"}
    assert told[0].into_ids == [again]


def test_only_what_failed_here_is_raised_anew_and_by_one_topic_at_a_time(closed):
    def follows(**changes):
        body = {"title": "停车", "category": "parking", "division": closed.building}
        body |= {"follows": closed.topic_id} | changes
        answer = closed.post("", body, as_=closed.of("r-1"))
        return answer.status, answer.json.get("type", "").rpartition(":")[2]

    assert follows() == (409, "did-not-fail")
    assert follows(follows="none") == (404, "not-found")
    failed(closed)
    assert follows(division=f"{closed.building[:-3]}b04", resident_id=None)[0] == 403
    assert follows()[0] == 201
    assert follows() == (409, "taken-up-already")
    first = closed.topic(closed.topic_id).followed_by[0]
    closed.post(f"/{first}/decline", {"reason": "已列入计划", "code": "planned"})
    assert follows()[0] == 201
