import json
from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression import inbound

from .disputing import CLERK, HOME, OFFICIAL, PLACE, Table, code, of

ASKS = {
    "kind": "neighbors",
    "division": HOME,
    "matter": "楼上漏水，多次协商未果",
    "others": [{"kind": "resident", "id": "r-same"}],
}
REQUESTS = "/v1/mediation-requests"
ELSEWHERE = token("worker", sub="w-9", divisions=("440605126",))


@pytest.fixture
def table():
    return Table()


def asked(table, as_="r-mei", **body):
    answer = table.post(REQUESTS, ASKS | body, as_=of(as_))
    assert answer.status == 201, answer.json
    table.dispute_id = answer.json["id"]
    return answer.json


def answers(table, how, body=None, as_=CLERK):
    return table.post(f"{REQUESTS}/{table.dispute_id}/{how}", body, as_=as_)


def listed(table, as_=CLERK):
    return [one["id"] for one in table.h.get(REQUESTS, as_=as_).json["items"]]


def test_a_resident_asks_and_nothing_of_it_is_open(table):
    request = asked(table)

    assert (request["stage"], request["step"], request["owner"]) == ("asked", "acceptance", PLACE)
    [event] = table.h.announced
    kept = json.dumps(table.h.backend.collections["disputes"], default=str)
    kept += json.dumps(table.h.backend.collections["case_files"], default=str) + repr(event)
    assert not [word for word in ("漏水", "r-mei", "r-same") if word in kept]
    assert table.file(as_=of("r-mei"))["parties"][0]["willing"] is True
    assert table.shown(as_=of("r-same")).status == 404


def test_who_waits_for_three_answers_asks_for_no_fourth(table):
    for _ in range(3):
        asked(table)

    fourth = table.post(REQUESTS, ASKS, as_=of("r-mei"))

    assert (fourth.status, fourth.json["type"].rpartition(":")[2]) == (409, "requests-unanswered")
    other = ASKS | {"others": [{"kind": "outsider", "words": "楼上"}]}
    assert table.post(REQUESTS, other, as_=of("r-same")).status == 201
    answers(table, "decline", {"code": "in_hand", "reason": "法院已立案"})
    assert table.post(REQUESTS, ASKS, as_=of("r-mei")).status == 201


def test_staff_of_the_place_read_it_and_the_look_is_told(table):
    asked(table)

    shown = table.h.get(f"{REQUESTS}/{table.dispute_id}", as_=CLERK)

    assert shown.json["file"]["matter"] == ASKS["matter"]
    assert listed(table) == [table.dispute_id]
    looks = table.h.get("/v1/looks", as_=of("r-mei")).json["items"]
    assert [(one["looked_by"], one["what"]) for one in looks] == [("w-1", "request")]
    for path in ("", "/acceptance"):
        verb = table.post if path else table.h.get
        assert verb(f"{REQUESTS}/{table.dispute_id}{path}", as_=ELSEWHERE).status == 404
    assert listed(table, as_=ELSEWHERE) == []


def test_who_accepts_is_the_clerk_of_a_case_that_its_parties_read(table):
    table.mediator("r-wang")
    asked(table)

    answer = answers(table, "acceptance")

    assert (answer.json["stage"], answer.json["step"]) == ("opened", "assignment")
    assert table.shown().json["you_are"] == "clerk"
    assert table.shown(as_=of("r-same")).status == 200
    acts = [line["act"] for line in table.file()["history"]]
    assert acts == ["asked for mediation", "opened"]
    assert [event.outcome for event in table.named("MediationAnswered")] == ["accepted"]
    assert table.named("DisputeOpened")[0].mediators_wanted == ["r-wang"]
    assert (listed(table), answers(table, "acceptance").status) == ([], 404)


def test_a_topic_says_mediation_was_opened_once_it_was(table):
    raised = {"title": "漏水", "division": HOME, "category": "property"}
    topic = table.post("/v1/topics", raised, as_=of("r-mei")).json["id"]

    def acts():
        moves = table.h.get(f"/v1/topics/{topic}/history", as_=of("r-mei")).json["moves"]
        return [one["act"] for one in moves]

    asked(table, topic_id=topic)
    assert "mediation opened" not in acts()
    answers(table, "acceptance")

    assert acts().count("mediation opened") == 1


def test_a_request_is_declined_for_a_published_kind_of_reason(table):
    asked(table)

    unknown = answers(table, "decline", {"code": "no_time"})
    declined = answers(table, "decline", {"code": "in_hand", "reason": "法院已立案"})

    assert (unknown.status, code(unknown)) == (422, "reason-unknown")
    assert (declined.json["stage"], declined.json["declined"]) == ("ended", "in_hand")
    [event] = table.named("MediationAnswered")
    assert (event.outcome, event.reason) == ("declined", "in_hand")
    assert table.named("DisputeEnded") == []
    assert table.file(as_=of("r-mei"))["history"][-1]["reason"] == "法院已立案"
    assert answers(table, "acceptance").status == 404
    table.h.now += timedelta(days=92)
    table.h.tick("destroy_old_cases")
    assert table.h.stored("case_files", table.dispute_id) is None


@pytest.mark.parametrize("how", ["acceptance", "decline"])
def test_staff_with_a_part_in_it_do_not_answer(table, how):
    asked(table, others=[{"kind": "outsider", "words": "楼上", "kin": ["w-1"]}])

    refused = answers(table, how, {"code": "in_hand"} if how == "decline" else None)

    assert (refused.status, code(refused)) == (403, "clerk-conflicted")
    assert table.state().stage == "asked"


def test_nothing_is_done_in_it_before_it_is_taken_up(table):
    asked(table)
    fact = {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "漏水"}

    assert code(table.does("facts", fact, as_=of("r-mei"))) == "not-taken-up-yet"
    assert table.does("clerk", {"clerk_id": "w-2", "reason": "…"}).status == 404


def test_who_asked_takes_it_back(table):
    asked(table)

    table.done("willingness", {"willing": False}, as_=of("r-mei"))

    assert (table.state().stage, table.state().ending) == ("ended", "withdrawn")
    assert [one.outcome for one in table.named("MediationAnswered")] == ["withdrawn"]
    assert table.named("DisputeEnded") == []


def test_a_request_nobody_answers_is_late_once_a_level(table):
    asked(table)
    for days in (10, 0, 10, 10):
        table.h.now += timedelta(days=days)
        table.h.tick("sound_case_alarms")

    late = [(one.step, one.level, one.owner) for one in table.named("DisputeOverdue")]
    assert late == [("acceptance", 1, PLACE), ("acceptance", 2, PLACE)]


def test_an_erased_resident_is_nobody_in_what_they_asked(table):
    asked(table)

    table.h.hears(inbound.ResidentErased("r-mei", PLACE), twice=True)
    for _ in range(3):
        table.h.tick("forget_residents")

    assert (table.state().ending, table.state().named) == ("withdrawn", ())
    assert table.shown(as_=of("r-mei")).status == 404
    assert [one.outcome for one in table.named("MediationAnswered")] == ["withdrawn"]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"division": "440605126009"}, "not-concerned"),
        ({"others": []}, "invalid-body"),
        ({"matter": ""}, "invalid-body"),
        ({"others": [{"kind": "resident", "id": "r-mei"}]}, "party-twice"),
        ({"others": [{"kind": "outsider"}]}, "party-nobody"),
        ({"topic_id": "t-none"}, "topic-unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(table, body, refusal):
    answer = table.post(REQUESTS, ASKS | body, as_=of("r-mei"))

    assert code(answer) == refusal
    assert table.h.backend.collections.get("disputes", {}) == {}
    assert table.post(REQUESTS, ASKS).status == 403


def succeeds(table, as_=OFFICIAL, **body):
    return table.does("successor", {"clerk_id": "w-2", "reason": "原记录人离职"} | body, as_)


def test_who_answers_for_the_place_names_another_clerk_and_reads_nothing(table):
    table.met()
    found = table.h.get("/v1/clerks/w-1/disputes", as_=OFFICIAL).json["items"]

    answer = succeeds(table)

    assert [one["id"] for one in found] == [table.dispute_id]
    assert (answer.status, "file" in answer.json) == (200, False)
    new = token("worker", sub="w-2", divisions=(PLACE,))
    last = table.file(as_=new)["history"][-1]
    assert (last["act"], last["actor"], last["reason"]) == ("clerk replaced", "o-1", "原记录人离职")
    assert [table.shown(as_=one).status for one in (CLERK, OFFICIAL)] == [404, 404]
    looks = table.h.get(f"/v1/disputes/{table.dispute_id}/looks", as_=new).json["items"]
    assert ("expression", "succession") in {(one["looked_by"], one["what"]) for one in looks}


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"clerk_id": "o-1"}, "successor-oneself"),
        ({"clerk_id": "w-1"}, "clerk-already"),
        ({"clerk_id": "r-wang"}, "clerk-is-party"),
        ({"clerk_id": "r-li"}, "clerk-is-party"),
        ({"reason": ""}, "invalid-body"),
    ],
)
def test_a_successor_has_no_part_in_the_case(table, body, refusal):
    table.met()

    assert code(succeeds(table, **body)) == refusal
    assert table.state().clerk == "w-1"


def test_a_successor_is_named_by_nobody_with_a_part_in_it_and_nobody_elsewhere(table):
    party = {"kind": "organization", "id": "org-1", "spoken_for_by": "o-1"}
    table.opened(parties=[{"kind": "resident", "id": "r-mei"}, party])
    far = token("official", sub="o-2", divisions=("440605126",))

    assert code(succeeds(table)) == "clerk-conflicted"
    assert succeeds(table, far).status == 404
    assert succeeds(table, CLERK).status == 403
    ended = token("official", sub="o-3", divisions=(PLACE,))
    table.done("ending", {"ending": "failed", "reason": "分歧"})
    assert code(succeeds(table, ended)) == "dispute-ended"
