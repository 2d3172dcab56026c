from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Refused
from chassis.events import Meta
from services.expression import inbound

CODE = "440605124004"
STANDING = f"standing-{CODE}"
ROUND = datetime(2019, 5, 6, 4, tzinfo=UTC)


def at(days):
    return Meta(time=ROUND + timedelta(days=days))


def test_a_registered_resident_may_take_part(hall):
    hall.h.hears(inbound.ResidentRegistered("r-new", CODE, ROUND), twice=True)

    assert hall.raised(by="r-new")


def test_a_resident_who_moved_takes_part_where_they_live_now(hall):
    hall.h.hears(inbound.ResidentRegistered("r-1", "440605125001", ROUND + timedelta(days=1)))
    hall.h.hears(inbound.ResidentRegistered("r-1", CODE, ROUND - timedelta(days=1)))

    assert hall.h.stored("residents", "r-1").division == "440605125001"


def test_an_erased_resident_is_forgotten_everywhere_and_the_totals_stay(hall):
    topic_id = hall.reported()
    statement = hall.said(topic_id, by="r-1")
    open_topic = hall.discussed()
    path = f"/{open_topic}/statements/{hall.said(open_topic)}/votes"
    hall.post(path, {"choice": "agree"}, as_=hall.of("r-1"))
    hall.post(f"/{topic_id}/monitors", as_=hall.of("r-1"))

    hall.h.hears(inbound.ResidentErased("r-1", CODE), twice=True)
    hall.h.tick("forget_residents")
    hall.h.tick("forget_residents")

    kept = {
        name: rows
        for name, rows in hall.h.backend.collections.items()
        if name not in ("events", "replies", "residents", "forgettings")
    }
    assert "'r-1'" not in repr(kept)
    assert hall.h.stored("statements", statement).text == "先划访客车位"
    assert hall.get(f"/{open_topic}/statements")["items"][0]["standing"]["agree"] == 1
    assert hall.h.stored("forgettings", "r-1").done_at is not None
    assert hall.post(path, {"choice": "pass"}, as_=hall.of("r-1")).status == 403


def test_one_who_was_erased_before_they_were_known_stays_unknown(hall):
    hall.h.hears(inbound.ResidentErased("r-late", CODE))
    hall.h.hears(inbound.ResidentRegistered("r-late", CODE, ROUND))

    body = {"title": "x", "category": "parking", "division": CODE, "resident_id": "r-late"}
    assert hall.post("", body, as_=hall.staff).status == 403


def test_one_who_withdrew_their_consent_takes_no_part_and_is_no_longer_named(hall):
    topic_id = hall.discussed()
    statement = hall.said(topic_id, by="r-2")

    hall.h.hears(inbound.ConsentWithdrawn("r-2", "expression", CODE), twice=True)
    hall.h.tick("forget_residents")

    assert hall.h.stored("statements", statement).made_by.startswith("erased:")
    body = {"text": "…"}
    assert hall.post(f"/{topic_id}/statements", body, as_=hall.of("r-2")).status == 403


def test_other_consents_are_no_matter_here(hall):
    hall.h.hears(inbound.ConsentWithdrawn("r-2", "suggestions", CODE))

    assert hall.raised(by="r-2")


def test_a_joint_task_moves_the_execution_to_its_end(hall):
    topic_id = hall.resolved(lead_id="center-dali")

    hall.h.hears(inbound.TaskOpened("task-1", topic_id, "center-dali"), twice=True)
    started = hall.topic(topic_id)
    hall.h.hears(inbound.TaskProgressed("task-1", topic_id, "planned", "center-dali"), twice=True)
    hall.h.hears(inbound.TaskCompleted("task-1", topic_id, "center-dali", "已划线"), twice=True)

    assert (started.stage, started.task_id) == ("executing", "task-1")
    assert hall.topic(topic_id).stage == "reported"
    assert [feedback.done for feedback in hall.topic(topic_id).feedback] == [False, True]
    assert hall.facts()[-2:] == ["ExecutionReported", "ExecutionReported"]


def test_news_of_a_task_in_the_wrong_order_ends_the_same(hall):
    topic_id = hall.resolved()

    hall.h.hears(inbound.TaskCompleted("task-1", topic_id, None, "已划线"))
    hall.h.hears(inbound.TaskProgressed("task-1", topic_id, "planned", None))
    hall.h.hears(inbound.TaskOpened("task-1", topic_id, None))

    assert hall.topic(topic_id).stage == "reported"
    assert hall.facts().count("ExecutionReported") == 1


def test_the_same_completion_under_another_id_is_reported_once(hall):
    topic_id = hall.resolved()
    for identity in ("e-1", "e-2"):
        event = inbound.TaskCompleted("task-1", topic_id, None, "已划线")
        hall.h.hears(event, identity=identity)

    assert hall.facts().count("ExecutionReported") == 1


@pytest.mark.parametrize("topic_id", [None, "not-ours"])
def test_a_task_on_no_topic_of_ours_is_let_pass(hall, topic_id):
    hall.h.hears(inbound.TaskOpened("task-1", topic_id, None))
    hall.h.hears(inbound.TaskProgressed("task-1", topic_id, "planned", None))
    hall.h.hears(inbound.TaskCompleted("task-1", topic_id, None, "x"))
    hall.h.hears(inbound.AffairCompleted("affair-1", "r-1", "parking", topic_id))

    assert hall.h.announced == []


def test_an_affair_residents_saw_through_is_the_execution_where_no_body_was_asked(hall):
    topic_id = hall.resolved()

    hall.h.hears(inbound.AffairCompleted("affair-1", "r-4", "parking", topic_id), twice=True)

    assert hall.topic(topic_id).stage == "reported"
    assert hall.facts().count("ExecutionReported") == 1


def test_an_affair_beside_a_joint_task_is_one_step_of_it(hall):
    topic_id = hall.resolved(lead_id="center-dali")

    hall.h.hears(inbound.AffairCompleted("affair-1", "r-4", "parking", topic_id), twice=True)

    assert hall.topic(topic_id).stage == "executing"
    assert hall.h.announced[-1].done is False


def test_advice_is_attached_to_its_topic_once(hall):
    topic_id = hall.discussed()

    hall.h.hears(inbound.AdviceDelivered("advice-1", "adviser-7", topic_id, "先访客"), twice=True)
    hall.h.hears(inbound.AdviceDelivered("advice-2", "adviser-7", "not-ours", "…"))

    assert [advice["opinion"] for advice in hall.get(f"/{topic_id}")["advice"]] == ["先访客"]


def a_standard(since=date(2019, 1, 1), **rules):
    return inbound.StandardPublished("guideline-loop", 1, since, rules, "440605")


def test_a_published_standard_sets_deadlines_quorums_and_advice(hall):
    rules = {
        "deadlines": {"screening": 1},
        "quorums": {"building": 2},
        "categories": {"parking": {"advice": False}},
        "ladder": {},
    }
    hall.h.hears(a_standard(**rules), twice=True)

    topic_id = hall.discussed()
    hall.post(f"/{topic_id}/proposal", {"text": "…"})
    hall.votes(topic_id, agree=2)

    assert hall.post(f"/{topic_id}/resolution").status == 201
    assert hall.h.announced[1].wants_advice is False
    assert hall.topic(topic_id).history[0].clause == "guideline-loop"


def test_a_standard_is_followed_from_its_day_on(hall):
    hall.h.hears(a_standard(since=date(2019, 5, 7), quorums={"building": 2}))
    topic_id = hall.discussed()
    hall.post(f"/{topic_id}/proposal", {"text": "…"})
    hall.votes(topic_id, agree=2)

    today = hall.post(f"/{topic_id}/resolution").status
    hall.h.now = hall.noon + timedelta(days=1)

    assert (today, hall.post(f"/{topic_id}/resolution").status) == (409, 201)


def test_a_standard_nobody_can_read_goes_to_the_dead_letters(hall):
    with pytest.raises(Refused, match="not of the known form"):
        hall.h.hears(a_standard(deadlines={"screening": "soon"}))


def test_a_weak_community_is_listened_to_until_it_recovers(hall):
    hall.h.hears(inbound.CommunityFlaggedWeak(CODE, "长期没有议事", CODE, meta=at(0)), twice=True)
    spoken = hall.post(f"/{STANDING}/statements", {"text": "…"}, as_=hall.of("r-1")).status
    hall.h.hears(inbound.CommunityRecovered(CODE, CODE, meta=at(1)), twice=True)

    assert spoken == 201
    assert hall.topic(STANDING).stage == "closed"
    assert hall.facts() == ["ConsultationOpened", "StatementMade", "ConsultationEnded"]


def test_a_weak_community_that_is_merged_is_asked_no_more_also_when_told_out_of_order(hall):
    hall.h.hears(inbound.CommunityFlaggedWeak(CODE, "长期没有议事", CODE, meta=at(0)))
    hall.h.hears(inbound.CommunityUnflagged(CODE, CODE, meta=at(1)), twice=True)
    hall.h.hears(inbound.CommunityFlaggedWeak(CODE, "长期没有议事", CODE, meta=at(0)))

    assert hall.topic(STANDING).stage == "closed"
    assert hall.facts() == ["ConsultationOpened", "ConsultationEnded"]


def test_a_recovery_that_overtakes_the_flag_leaves_no_consultation_open(hall):
    hall.h.hears(inbound.CommunityRecovered(CODE, CODE, meta=at(1)))
    hall.h.hears(inbound.CommunityFlaggedWeak(CODE, "…", CODE, meta=at(0)))

    assert hall.topic(STANDING) is None
    hall.h.hears(inbound.CommunityFlaggedWeak(CODE, "…", CODE, meta=at(2)))
    assert hall.topic(STANDING).stage == "discussion"
