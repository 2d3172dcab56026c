from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression import inbound
from services.expression.domain.residents.resident import Resident
from services.expression.events import EntryAnswered

PLACE = "440605124004"
BUILDING = f"{PLACE}-e01-b03"
CAPTAIN = token("captain", sub="lou", divisions=(PLACE,))
HOW = {"body": "party_group", "received": "phone"}
TEXT = "先划访客车位"


@pytest.fixture
def topic_id(hall):
    return hall.discussed()


def said_for(hall, topic_id, who="r-2", as_=None, **more):
    body = {"text": TEXT, "resident_id": who} | more
    return hall.post(f"/{topic_id}/statements", body, as_=as_)


def raised_for(hall, who="r-2", as_=None, **more):
    body = {"title": "3号门停车", "note": TEXT, "category": "parking", "division": hall.building}
    return hall.post("", body | {"resident_id": who} | more, as_=as_)


def entry(hall, identity, act, body=None, as_=None):
    return hall.h.post(f"/v1/entries/{identity}/{act}", body or {}, as_=as_ or hall.of("r-2"))


def mine(hall, who="r-2", as_=None):
    return hall.h.get(f"/v1/residents/{who}/entries", as_=as_ or hall.of(who))


def code(answer):
    return answer.status, answer.json["type"].rsplit(":")[-1]


def statement(hall, topic_id):
    return hall.get(f"/{topic_id}/statements")["items"][0]


def test_what_staff_enter_is_marked_for_everyone_and_stands_on_the_residents_list(hall, topic_id):
    said = said_for(hall, topic_id, collected=HOW).json["id"]
    raised = raised_for(hall, collected={"received": "meeting"}).json["id"]

    own = {one["id"]: one for one in mine(hall).json["items"]}
    assert own.keys() == {said, raised}
    assert (own[said]["text"], own[said]["entered_by"], own[said]["body"]) == (
        TEXT, "w-1", "party_group",
    )  # fmt: skip
    mark = statement(hall, topic_id)["on_behalf"]
    assert (mark["received"], mark["standing"]) == ("phone", "unanswered")
    assert hall.get(f"/{raised}")["on_behalf"]["body"] == "community"
    assert hall.get(f"/{topic_id}")["on_behalf"] is None


def test_staff_who_did_not_enter_it_are_not_shown_whose_voice_it_is(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]

    def whose(as_):
        answer = hall.h.get(f"/v1/entries/{said}", as_=as_)
        return answer.json.get("resident_id", answer.status)

    assert whose(hall.of("r-2")) == whose(hall.staff) == "r-2"
    assert whose(hall.official) is None
    assert whose(hall.of("r-3")) == whose(CAPTAIN) == 403


def test_what_residents_say_themselves_is_no_entry(hall, topic_id):
    hall.said(topic_id, by="r-2")

    assert mine(hall).json["items"] == []
    assert statement(hall, topic_id)["on_behalf"] is None


def test_entries_come_in_by_the_hundred_each_for_its_resident(hall, topic_id):
    items = [{"text": TEXT, "resident_id": f"r-{n}", "collected": HOW} for n in (2, 3)]
    items.append({"text": TEXT, "resident_id": "r-far"})

    told = hall.post(f"/{topic_id}/statements/bulk", {"items": items})

    assert told.json["counts"] == {"done": 2, "refused": 1}
    assert [len(mine(hall, who).json["items"]) for who in ("r-2", "r-3", "r-far")] == [1, 1, 0]


def test_a_resident_confirms_once(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]

    answers = [entry(hall, said, "confirmation") for _ in range(2)]

    assert [one.json["standing"] for one in answers] == ["confirmed"] * 2
    assert [e.answer for e in hall.h.announced if isinstance(e, EntryAnswered)] == ["confirmed"]


def test_a_correction_changes_the_words_and_keeps_those_that_stood_there(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]

    answer = entry(hall, said, "correction", {"text": "不要访客车位", "reason": "记录有误"})

    shown = statement(hall, topic_id)
    [change] = answer.json["corrections"]
    assert (change["before"], change["after"]) == (TEXT, "不要访客车位")
    assert (shown["text"], shown["on_behalf"]["corrections"]) == ("不要访客车位", 1)
    assert shown["corrected_at"]
    earlier = hall.get(f"/{topic_id}/statements/{said}/wordings")["earlier"]
    assert [one["text"] for one in earlier] == [TEXT]
    assert code(entry(hall, said, "correction", {"text": "不要访客车位"})) == (
        422, "nothing-changed",
    )  # fmt: skip


def test_words_that_others_voted_on_are_withdrawn_and_not_changed(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]
    vote = f"/{topic_id}/statements/{said}/votes"
    hall.post(vote, {"choice": "agree"}, as_=hall.of("r-3"))

    refused = code(entry(hall, said, "correction", {"text": "不要访客车位"}))
    withdrawn = entry(hall, said, "withdrawal", {"reason": "我没有这样说"})
    late = code(hall.post(vote, {"choice": "agree"}, as_=hall.of("r-4")))

    shown = statement(hall, topic_id)
    assert refused == (409, "wording-voted-on")
    assert withdrawn.json["standing"] == "withdrawn"
    assert (shown["text"], shown["agrees"]) == ("", 1)
    assert late == (409, "statement-withdrawn")
    assert code(entry(hall, said, "confirmation")) == (409, "voice-withdrawn")


def test_a_topic_is_corrected_in_its_public_history_before_others_deliberate_on_it(hall):
    raised = raised_for(hall).json["id"]

    entry(hall, raised, "correction", {"text": "晚上没有车位", "title": "5号门停车"})
    hall.post(f"/{raised}/screening")
    late = code(entry(hall, raised, "correction", {"text": "再改"}))

    topic = hall.topic(raised)
    assert (topic.title, topic.note) == ("5号门停车", "晚上没有车位")
    assert [move.act for move in topic.history[:2]] == ["raised", "reworded"]
    assert late == (409, "stage-differs")


def test_a_topic_taken_back_goes_on_and_is_the_residents_no_more(hall):
    raised, kept = raised_for(hall).json["id"], hall.raised(by="r-1")
    hall.post(f"/{raised}/merge", {"into_id": kept, "reason": "同一问题"})

    entry(hall, raised, "withdrawal", {"reason": "我没有提出"})

    assert "r-2" not in str(hall.topic(raised))
    assert hall.topic(raised).raised_by == f"withdrawn:{raised}"
    assert hall.topic(kept).voices == ("r-1", f"withdrawn:{raised}")
    assert hall.get(f"/{raised}/history")["moves"][-1]["act"] == "voice withdrawn"


def test_only_the_resident_answers_and_only_in_time(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]

    assert code(entry(hall, said, "withdrawal", as_=hall.of("r-3"))) == (403, "not-your-voice")
    assert entry(hall, said, "confirmation", as_=hall.staff).status == 403
    assert mine(hall, as_=hall.of("r-3")).status == 403
    assert mine(hall, as_=CAPTAIN).status == mine(hall, as_=hall.staff).status == 403
    hall.h.now = hall.noon + timedelta(days=30)
    assert code(entry(hall, said, "correction", {"text": "x"})) == (409, "answer-past")
    assert code(entry(hall, "nothing", "confirmation")) == (404, "not-found")


@pytest.mark.parametrize("text", ["", "长" * 4001, None])
def test_no_words_or_too_many_are_no_correction(hall, topic_id, text):
    said = said_for(hall, topic_id).json["id"]

    assert entry(hall, said, "correction", {"text": text}).status == 422
    assert hall.h.stored("entries", said).corrections == ()


def test_the_path_of_a_voice_is_kept_hand_by_hand_and_shown(hall, topic_id):
    said = said_for(hall, topic_id, as_=CAPTAIN).json["id"]

    told = [
        entry(hall, said, "path", {"body": body, "note": "转办"}, as_=who)
        for body, who in (("party_group", CAPTAIN), ("community", hall.staff))
    ]
    again = code(entry(hall, said, "path", {"body": "community"}, as_=hall.staff))

    path = statement(hall, topic_id)["on_behalf"]["path"]
    assert [(hand["body"], hand["by"]) for hand in path] == [
        ("captain", "lou"),
        ("party_group", "lou"),
        ("community", "w-1"),
    ]
    assert [(one.status, one.json["resident_id"]) for one in told] == [(201, "r-2"), (201, None)]
    assert again == (409, "there-already")
    assert entry(hall, said, "path", {"body": "astrologer"}, as_=hall.staff).status == 422
    assert entry(hall, said, "path", {"body": "town"}, as_=hall.of("r-2")).status == 403


def test_a_path_has_an_end(hall, topic_id):
    said = said_for(hall, topic_id).json["id"]
    bodies = ["town", "district"] * 10

    told = [entry(hall, said, "path", {"body": one}, as_=hall.staff).status for one in bodies]

    assert told == [201] * 19 + [409]


def test_a_captain_enters_for_their_buildings_alone_once_these_are_heard_of(hall, topic_id):
    next_door = Resident("r-next", f"{PLACE}-e01-b04", hall.noon)
    hall.h.given("residents", next_door)
    place = hall.discussed(division=PLACE)
    before = said_for(hall, place, "r-next", as_=CAPTAIN).status
    hall.h.hears(inbound.MemberJoined("lou", "captain", [BUILDING], PLACE), twice=True)

    assert before == 201
    assert said_for(hall, place, "r-2", as_=CAPTAIN).status == 201
    assert code(said_for(hall, place, "r-next", as_=CAPTAIN)) == (403, "not-your-building")
    assert code(raised_for(hall, "r-unknown", as_=CAPTAIN)) == (403, "not-your-building")
    assert said_for(hall, place, "r-next").status == 201


def test_what_others_join_as_makes_nobody_a_captain(hall):
    hall.h.hears(inbound.MemberJoined("lou", "member", [], PLACE), twice=True)

    assert hall.h.stored("captains", "lou") is None


def test_an_organization_that_is_heard_of_serves_the_place_or_is_refused(hall, topic_id):
    news = inbound.OrganizationRegistered("aid", "mutual_aid", [], PLACE)
    hall.h.hears(news, twice=True)
    far = inbound.OrganizationRegistered("far", "mutual_aid", ["440605126"], "440605125001")
    hall.h.hears(far, twice=True)

    def entered(body_id, body="organization"):
        how = {"body": body, "body_id": body_id}
        return said_for(hall, topic_id, collected=how)

    known, unknown = entered("aid"), entered("nobody-told")
    assert code(entered("far")) == (403, "body-elsewhere")
    assert code(entered("aid", "party_group")) == (422, "body-kind-differs")
    verified = [hall.h.stored("entries", a.json["id"]).collected.verified for a in (known, unknown)]
    assert verified == [True, False]


def test_news_of_an_organization_that_was_overtaken_changes_nothing(hall):
    for body, hours in ((PLACE, 2), ("440605125001", 1)):
        hall.h.now = hall.noon + timedelta(hours=hours)
        hall.h.hears(inbound.OrganizationRegistered("aid", "mutual_aid", [], body))

    assert hall.h.stored("bodies", "aid").division == PLACE


def test_who_is_forgotten_is_in_no_entry_as_whom_it_was_for_or_who_entered_it(hall, topic_id):
    hall.h.hears(inbound.MemberJoined("lou", "captain", [BUILDING], PLACE), twice=True)
    said = said_for(hall, topic_id, "r-2", as_=CAPTAIN).json["id"]
    raised = raised_for(hall, "r-3", as_=CAPTAIN).json["id"]
    for who in ("r-2", "lou"):
        hall.h.hears(inbound.ResidentErased(who, PLACE), twice=True)
    for _ in range(3):
        hall.h.tick("forget_residents")

    kept = hall.h.backend.collections
    for name in ("entries", "statements", "topics", "captains"):
        assert "'r-2'" not in str(kept[name])
        assert "'lou'" not in str(kept[name])
    assert hall.h.stored("entries", said).text == TEXT
    assert hall.topic(raised).raised_by == "r-3"
