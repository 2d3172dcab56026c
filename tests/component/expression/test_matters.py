import pytest

from chassis.testing import token
from tests.component.expression.asking import BY_DAY, answers, asking, settle


@pytest.fixture
def matter_id(hall):
    body = {"title": "3号门道路改造", "division": hall.place}
    return hall.h.post("/v1/matters", body, as_=hall.staff).json["id"]


def link(hall, matter_id, topic_id, juncture="before", follows=None, *, as_=None):
    body = {"juncture": juncture, "follows": follows}
    path = f"/v1/matters/{matter_id}/topics/{topic_id}"
    return hall.h.put(path, body, as_=as_ or hall.staff)


def code(answer):
    return answer.status, answer.json["type"].rsplit(":")[-1]


def test_the_chain_shows_what_was_heard_before_during_and_after_and_who_spoke_when(hall, matter_id):
    asked, done, after = asking(hall), hall.resolved(), hall.discussed()
    hall.said(done)
    hall.said(after)
    for number in range(1, 6):
        answers(hall, asked, f"r-{number}", BY_DAY)
    settle(hall)
    link(hall, matter_id, after, "after")
    link(hall, matter_id, done, "during")
    link(hall, matter_id, asked, "before")
    told = link(hall, matter_id, done, "during", follows=asked)

    shown = hall.h.get(f"/v1/matters/{matter_id}", as_=hall.of("r-far")).json
    assert told.json == shown
    assert [one["topic_id"] for one in shown["chain"]] == [asked, done, after]
    assert [one["juncture"] for one in shown["chain"]] == ["before", "during", "after"]
    assert shown["chain"][0]["answered"] == 5
    assert shown["chain"][1]["spoken"] == {"before": 0, "during": 1, "after": 0}
    assert shown["chain"][2]["spoken"] == {"before": 1, "during": 0, "after": 0}
    assert hall.get(f"/{after}/matter") == shown


def test_each_follows_what_it_continues_whatever_was_linked_first(hall, matter_id):
    first, second, third = (hall.raised() for _ in range(3))
    link(hall, matter_id, third)
    link(hall, matter_id, first)
    link(hall, matter_id, second, follows=first)

    told = link(hall, matter_id, third, follows=second)

    assert [one["topic_id"] for one in told.json["chain"]] == [first, second, third]


def test_no_topic_follows_itself_not_by_way_of_others_either(hall, matter_id):
    first, second, third = (hall.raised() for _ in range(3))
    link(hall, matter_id, first)
    link(hall, matter_id, second, follows=first)
    link(hall, matter_id, third, follows=second)

    assert code(link(hall, matter_id, first, follows=first)) == (409, "links-in-a-ring")
    assert code(link(hall, matter_id, first, follows=third)) == (409, "links-in-a-ring")
    assert hall.h.stored("matters", matter_id).link_of(first).follows is None


def test_what_comes_after_does_not_precede_what_comes_before(hall, matter_id):
    first, second = hall.raised(), hall.raised()
    link(hall, matter_id, first, "during")

    assert code(link(hall, matter_id, second, "before", first)) == (422, "order-reversed")
    link(hall, matter_id, second, "during", first)
    assert code(link(hall, matter_id, first, "after")) == (422, "order-reversed")
    assert code(link(hall, matter_id, second, "after", "nothing")) == (422, "follows-unknown")
    assert link(hall, matter_id, second, "someday").status == 422


def test_a_topic_belongs_to_one_matter_of_its_own_place(hall, matter_id):
    topic_id, wide = hall.raised(), hall.raised(division=hall.place)
    body = {"title": "别的事", "division": hall.building}
    other = hall.h.post("/v1/matters", body, as_=hall.staff).json["id"]
    link(hall, matter_id, topic_id)

    assert code(link(hall, other, topic_id)) == (409, "linked-already")
    assert code(link(hall, other, wide)) == (409, "linked-elsewhere")
    assert link(hall, matter_id, topic_id, "during").json["chain"][0]["juncture"] == "during"


def test_residents_and_other_towns_link_nothing(hall, matter_id):
    topic_id = hall.raised()
    elsewhere = token("official", sub="o-2", divisions=("440605125",))
    body = {"title": "x", "division": hall.place}

    assert link(hall, matter_id, topic_id, as_=elsewhere).status == 403
    assert link(hall, matter_id, topic_id, as_=hall.of("r-1")).status == 403
    assert hall.h.post("/v1/matters", body, as_=elsewhere).status == 403
    assert link(hall, "nothing", topic_id).status == 404
    assert hall.h.get(f"/v1/topics/{topic_id}/matter", as_=hall.of("r-1")).status == 404


def test_a_topic_that_was_taken_in_by_another_stays_in_the_chain(hall, matter_id):
    kept, gone = hall.raised(), hall.raised(by="r-2")
    link(hall, matter_id, gone)
    hall.post(f"/{gone}/merge", {"into_id": kept, "reason": "同一问题"})

    shown = hall.h.get(f"/v1/matters/{matter_id}", as_=hall.of("r-1")).json

    assert [(one["topic_id"], one["stage"]) for one in shown["chain"]] == [(gone, "merged")]
    assert hall.h.get("/v1/matters", as_=hall.of("r-1")).json["items"][0]["id"] == matter_id
