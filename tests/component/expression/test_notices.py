from datetime import date, timedelta

import pytest

from chassis.testing import Harness, token
from services.expression import inbound
from services.expression.domain.rules.rulebook import Rulebook
from services.expression.service import ExpressionService

DAY = timedelta(days=1)
NOTICE = Rulebook()  # without a standard the default holds: five working days


@pytest.fixture
def noticed(hall):
    hall.h.given("rulebooks", NOTICE)
    hall.topic_id = hall.resolved()
    return hall


def objected(hall, by="r-2", reason="影响消防通道"):
    return hall.post(f"/{hall.topic_id}/objections", {"reason": reason}, as_=hall.of(by))


def answered(hall, number=1, **body):
    body = {"outcome": "dismissed", "answer": "已复核"} | body
    return hall.post(f"/{hall.topic_id}/objections/{number}/answer", body)


def after(hall, days):
    hall.h.now = hall.noon + days * DAY
    hall.h.tick("answer_alarms")
    return hall.topic(hall.topic_id)


def test_a_resolution_takes_effect_by_the_clock_when_nobody_objects(noticed):
    on_notice = noticed.topic(noticed.topic_id)
    early = after(noticed, 6)
    noticed.h.tick("answer_alarms")
    in_effect = after(noticed, 8)
    noticed.h.tick("answer_alarms")

    assert (on_notice.stage, early.stage, in_effect.stage) == ("notice", "notice", "resolved")
    assert noticed.facts()[-2:] == ["ResolutionPutOnNotice", "ResolutionPublished"]
    assert noticed.h.announced[-1].due_on == date(2019, 6, 26)


def test_an_objection_is_answered_in_public_and_nobody_reads_who_made_it(noticed):
    made = objected(noticed)
    answered(noticed)

    [shown] = noticed.get(f"/{noticed.topic_id}/objections", as_=noticed.of("r-far"))["items"]
    assert (made.status, made.json["number"]) == (201, 1)
    assert (shown["reason"], shown["outcome"], shown["answer"]) == (
        "影响消防通道",
        "dismissed",
        "已复核",
    )
    assert "r-2" not in repr(shown)
    assert noticed.facts()[-2:] == ["ObjectionMade", "ObjectionAnswered"]


def test_who_objects_and_when(noticed):
    assert objected(noticed, by="r-far").status == 403
    assert objected(noticed, by="r-unknown").status == 403
    assert objected(noticed, reason="").status == 422
    assert objected(noticed).status == 201
    assert objected(noticed).json["type"].endswith("objection-pending")
    assert answered(noticed, number=9).status == 404
    assert answered(noticed, outcome="correction").status == 422
    assert answered(noticed).status == 200
    assert objected(noticed).status == 201
    after(noticed, 8)
    assert objected(noticed, by="r-3").json["type"].endswith("notice-over")


def test_an_objection_nobody_answers_holds_the_resolution_up_and_goes_to_the_town(noticed):
    objected(noticed)

    held = after(noticed, 8)
    for days in (16, 30, 60, 90):
        after(noticed, days)

    overdue = [event for event in noticed.h.announced if type(event).__name__ == "StepOverdue"]
    assert (held.stage, held.step) == ("notice", "objection")
    assert [(event.level, event.told) for event in overdue] == [
        (1, noticed.place),
        (2, "440605124"),
        (3, "440605"),
    ]
    assert "ResolutionPublished" not in noticed.facts()
    answered(noticed)
    assert noticed.topic(noticed.topic_id).stage == "resolved"


def test_an_upheld_objection_lets_residents_vote_anew(noticed):
    objected(noticed)
    answered(noticed, outcome="discussion")
    path = f"/{noticed.topic_id}"
    late = noticed.post(f"{path}/proposal/votes", {"choice": "agree"}, as_=noticed.of("r-1"))
    stale = noticed.post(f"{path}/resolution")

    noticed.post(f"{path}/proposal", {"text": "划38个车位"})
    noticed.votes(noticed.topic_id)
    again = noticed.post(f"{path}/resolution")

    assert (late.status, late.json["type"].rsplit(":")[-1]) == (409, "vote-closed")
    assert (stale.status, stale.json["type"].rsplit(":")[-1]) == (409, "vote-closed")
    assert (again.status, again.json["notice"]["number"]) == (201, 2)


def test_a_deadline_on_a_holiday_is_refused_and_nothing_is_done(noticed):
    topic_id = noticed.discussed()
    noticed.post(f"/{topic_id}/proposal", {"text": "…"})
    noticed.votes(topic_id)
    before = noticed.topic(topic_id)

    refused = noticed.post(f"/{topic_id}/resolution", {"due_on": "2019-10-01"}, language="zh")
    taken = noticed.post(f"/{topic_id}/resolution", {"due_on": "2019-07-01"})

    assert (refused.status, before.stage) == (422, "discussion")
    assert "下一个工作日为 2019-10-08" in refused.json["detail"]
    assert (taken.status, taken.json["resolution"]["due_on"]) == (201, "2019-07-01")


def test_what_was_objected_stays_and_is_nobodys_when_a_resident_is_forgotten(noticed):
    objected(noticed)

    noticed.h.hears(inbound.ResidentErased("r-2", noticed.place), twice=True)
    noticed.h.tick("forget_residents")

    kept = noticed.h.stored("objections", f"{noticed.topic_id}-o1")
    assert (kept.reason, kept.made_by.startswith("erased:")) == ("影响消防通道", True)
    assert "'r-2'" not in repr(noticed.topic(noticed.topic_id))


def test_two_replicas_let_it_take_effect_once(noticed):
    other = Harness(ExpressionService, backend=noticed.h.backend)
    noticed.h.now = other.now = noticed.noon + 8 * DAY

    for replica in (noticed.h, other, noticed.h):
        replica.tick("answer_alarms")

    told = [type(event).__name__ for event in (*noticed.h.announced, *other.announced)]
    assert told.count("ResolutionPublished") == 1


def test_staff_object_on_behalf_of_a_resident_and_do_not_answer_for_themselves(noticed):
    body = {"reason": "…", "resident_id": "r-4"}
    entered = noticed.post(f"/{noticed.topic_id}/objections", body)
    elsewhere = token("worker", sub="w-2", divisions=("440605125",))
    said = {"outcome": "dismissed", "answer": "…"}
    path = f"/{noticed.topic_id}/objections/1/answer"

    assert entered.status == 201
    assert noticed.h.stored("objections", f"{noticed.topic_id}-o1").entered_by == "w-1"
    assert noticed.post(path, said, as_=elsewhere).status == 403
    assert noticed.post(path, said, as_=noticed.of("r-4")).status == 403
