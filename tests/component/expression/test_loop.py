from datetime import timedelta

from chassis.testing import token


def test_a_topic_goes_through_the_whole_loop(hall):
    topic_id = hall.resolved(lead_id="center-dali")
    hall.post(f"/{topic_id}/monitors", as_=hall.of("r-3"))
    hall.done(topic_id)
    closed = hall.post(f"/{topic_id}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))

    assert (closed.status, closed.json["stage"]) == (200, "closed")
    assert hall.facts() == [
        "TopicRaised",
        "TopicScreened",
        *["VoteCast"] * 5,
        "ResolutionPublished",
        "ExecutionReported",
        "TopicClosed",
    ]
    assert hall.h.announced[-1].monitors == ["r-3", "r-1"]
    acts = [move["act"] for move in hall.get(f"/{topic_id}/history")["moves"]]
    assert acts == [
        "raised",
        "screened",
        "opened",
        "proposed",
        "resolved",
        "watched",
        "reported",
        "confirmed",
    ]


def test_everyone_sees_the_record_of_a_topic(hall):
    topic_id = hall.resolved()
    hall.said(topic_id)

    record = hall.get(f"/{topic_id}", as_=hall.of("r-far"))

    assert record["stage"] == "resolved"
    assert record["resolution"]["agree"] == record["proposal"]["agree"] == 5
    assert record["counts"] == {"statements": 1, "votes": 0, "voters": 0}
    assert record["history"][-1]["clause"] == "default"


def test_topics_are_listed_by_stage_and_place_page_by_page(hall):
    topics = sorted(hall.discussed() for _ in range(3))
    hall.raised()

    first = hall.get(f"?stage=discussion&division={hall.place}&limit=2")
    rest = hall.get(f"?stage=discussion&limit=2&cursor={first['next']}")

    assert [item["id"] for item in first["items"] + rest["items"]] == topics
    assert first["items"][0]["step"] == "discussion"
    assert hall.get("?division=440605125")["items"] == []


def test_raising_the_same_with_the_same_key_raises_it_once(hall):
    body = {"title": "x", "category": "parking", "division": hall.place}

    first = hall.post("", body, as_=hall.of("r-1"), key="k")
    again = hall.post("", body, as_=hall.of("r-1"), key="k")

    assert first.json["id"] == again.json["id"]
    assert hall.facts() == ["TopicRaised"]


def test_staff_raise_a_topic_for_a_resident_even_before_the_resident_is_known_here(hall):
    body = {"title": "x", "category": "parking", "division": hall.place, "resident_id": "r-new"}

    answer = hall.post("", body)

    assert (answer.status, answer.json["raised_by"], answer.json["entered_by"]) == (
        201,
        "r-new",
        "w-1",
    )


def test_who_may_not_raise_a_topic_is_told_why(hall):
    body = {"title": "x", "category": "parking", "division": hall.place}

    def said(as_, **changes):
        answer = hall.post("", body | changes, as_=as_)
        return answer.status, answer.json["type"].rsplit(":")[-1]

    assert said(hall.of("r-far")) == (403, "not-concerned")
    assert said(hall.of("r-unknown")) == (403, "not-registered")
    assert said(hall.of("r-1"), resident_id="r-2") == (403, "not-yourself")
    assert said(hall.staff) == (422, "resident-missing")
    assert said(hall.staff, division="440605125001", resident_id="r-far") == (
        403,
        "outside-your-divisions",
    )
    assert said(hall.of("r-1"), category="astrology") == (422, "category-unknown")
    assert said(hall.of("r-1"), origin="import") == (403, "import-not-allowed")
    assert hall.h.announced == []


def test_a_refusal_speaks_chinese_to_those_who_read_it(hall):
    topic_id = hall.discussed()

    answer = hall.post(f"/{topic_id}/screening", language="zh")

    assert answer.status == 409
    assert "不能筛选" in answer.json["detail"]


def test_malformed_bodies_are_refused_field_by_field(hall):
    answer = hall.post("", {"title": "", "division": "44", "category": 1}, as_=hall.of("r-1"))

    assert answer.status == 422
    assert {error["field"] for error in answer.json["errors"]} == {"title", "division", "category"}


def test_staff_of_another_place_cannot_screen(hall):
    topic_id = hall.raised()
    elsewhere = token("worker", sub="w-2", divisions=("440605125",))

    assert hall.post(f"/{topic_id}/screening", as_=elsewhere).status == 403
    assert hall.post(f"/{topic_id}/screening", as_=hall.of("r-1")).status == 403
    assert hall.post("/nothing/screening").status == 404


def test_a_stale_copy_cannot_be_screened(hall):
    topic_id = hall.raised()
    hall.post(f"/{topic_id}/screening")

    assert hall.post(f"/{topic_id}/decline", {"reason": "no"}, if_match='"1"').status == 412


def test_a_declined_topic_shows_its_reason(hall):
    topic_id = hall.raised()

    answer = hall.post(f"/{topic_id}/decline", {"reason": "已列入2019年改造"})

    assert answer.json["stage"] == "declined"
    assert hall.h.announced[-1].reason == "已列入2019年改造"
    assert hall.post(f"/{topic_id}/decline", {"reason": "again"}).status == 409


def test_a_merged_topic_goes_on_within_another_with_its_voices_and_statements(hall):
    kept, gone = hall.raised(by="r-1"), hall.raised(by="r-2")
    statement = hall.said(gone, by="r-2")
    hall.post(f"/{kept}/screening")

    answer = hall.post(f"/{gone}/merge", {"into_id": kept, "reason": "同一问题"})
    voted = hall.post(
        f"/{kept}/statements/{statement}/votes", {"choice": "agree"}, as_=hall.of("r-3")
    )

    assert (answer.json["stage"], answer.json["merged_into"]) == ("merged", kept)
    assert hall.topic(kept).voices == ("r-1", "r-2")
    assert voted.status == 201
    assert hall.get(f"/{kept}/statements")["items"][0]["agrees"] == 1
    assert hall.post(f"/{kept}/merge", {"into_id": gone, "reason": "ring"}).status == 409
    assert hall.post(f"/{kept}/merge", {"into_id": kept, "reason": "self"}).status == 409


def test_only_those_who_raised_it_confirm_and_staff_do_not_answer_for_them(hall):
    topic_id = hall.reported()

    def confirmed(as_):
        return hall.post(f"/{topic_id}/confirmation", {"satisfied": True}, as_=as_).status

    assert confirmed(hall.of("r-2")) == 403
    assert confirmed(hall.staff) == 403
    assert confirmed(hall.of("r-1")) == 200
    assert confirmed(hall.of("r-1")) == 409


def test_what_is_found_undone_is_taken_up_again_and_can_be_reported_again(hall):
    topic_id = hall.reported()

    undone = {"satisfied": False, "reason": "访客车位没有划"}
    again = hall.post(f"/{topic_id}/confirmation", undone, as_=hall.of("r-1"))
    hall.done(topic_id, "补划")
    hall.post(f"/{topic_id}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))

    assert (again.json["stage"], again.json["round"]) == ("executing", 2)
    assert hall.facts()[-3:] == ["TopicReopened", "ExecutionReported", "TopicClosed"]


def test_a_closed_topic_is_reopened_within_its_days(hall):
    topic_id = hall.reported()
    hall.post(f"/{topic_id}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))

    def reopened():
        return hall.post(f"/{topic_id}/reopening", {"reason": "又乱了"}, as_=hall.of("r-1")).status

    hall.h.now = hall.noon + timedelta(days=31)
    assert reopened() == 409
    hall.h.now = hall.noon + timedelta(days=29)
    assert reopened() == 200
    assert hall.facts()[-1] == "TopicReopened"


def test_a_step_that_is_late_is_announced_once_for_each_level(hall):
    topic_id = hall.raised()

    for days in (1, 7, 7, 30, 60, 90):
        hall.h.now = hall.noon + timedelta(days=days)
        hall.h.tick("answer_alarms")

    overdue = hall.h.announced[1:]
    assert {(event.topic_id, event.step, event.owner) for event in overdue} == {
        (topic_id, "screening", hall.place)
    }
    assert [(event.level, event.told, event.goes_to) for event in overdue] == [
        (1, hall.place, "440605124"),
        (2, "440605124", "440605"),
        (3, "440605", None),
    ]
    told = [line["reason"] for line in hall.get(f"/{topic_id}/history")["moves"][1:]]
    assert told == [f"screening {event.level}: {event.told}" for event in overdue]


def test_a_consultation_opens_and_closes_by_itself(hall):
    day = timedelta(days=1)
    window = {
        "channel": "special",
        "opens_at": (hall.noon + day).isoformat(),
        "closes_at": (hall.noon + 3 * day).isoformat(),
        "target": "3号门住户",
    }
    topic_id = hall.discussed(**window)
    statement = hall.said(topic_id)

    def voted():
        path = f"/{topic_id}/statements/{statement}/votes"
        return hall.post(path, {"choice": "agree"}, as_=hall.of("r-3")).status

    early = (hall.topic(topic_id).stage, voted())
    hall.h.now = hall.noon + 2 * day
    hall.h.tick("answer_alarms")
    opened = (hall.topic(topic_id).stage, voted())
    hall.h.now = hall.noon + 4 * day
    hall.h.tick("answer_alarms")

    assert early == ("screened", 409)
    assert opened == ("discussion", 201)
    assert (hall.topic(topic_id).step, voted()) == ("resolution", 409)


def test_a_confirmation_nobody_gives_lapses(hall):
    topic_id = hall.reported()

    hall.h.now = hall.noon + timedelta(days=30)
    hall.h.tick("answer_alarms")

    assert hall.topic(topic_id).stage == "closed"
    assert hall.h.announced[-1].confirmed_by == "lapse"
