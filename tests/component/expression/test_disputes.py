import json
from datetime import timedelta

import pytest

from chassis.testing import token

from .disputing import CLERK, HOME, MATTER, NOON, OFFICIAL, PARTIES, PLACE, Table, code, of


@pytest.fixture
def table():
    return Table()


def test_an_opened_case_is_announced_without_a_word_of_what_it_is_about(table):
    table.mediator("r-wang")

    table.opened()

    [event] = table.named("DisputeOpened")
    assert (event.kind, event.mediators_wanted, event.division) == ("parking", ["r-wang"], PLACE)
    told = json.dumps([vars(event) for event in table.h.announced], default=str)
    assert all(word not in told for word in (MATTER, "r-mei", "org-property", HOME))


def test_what_a_case_is_about_is_not_in_the_database_for_others_to_read(table):
    table.opened()
    table.done("facts", {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "吵架"})

    kept = json.dumps(table.h.backend.collections, default=str, ensure_ascii=False)

    looked_for = (MATTER, "吵架", "org-property", '"r-li"', HOME)
    mine = {"disputes", "case_files", "case_looks"}
    sealed = {name: rows for name, rows in table.h.backend.collections.items() if name in mine}
    assert MATTER not in kept
    assert all(word not in json.dumps(sealed, default=str) for word in looked_for)


@pytest.mark.parametrize("who", ["r-mei", "r-li"])
def test_those_who_are_named_read_the_file(table, who):
    table.opened()

    shown = table.shown(as_=of(who))

    assert shown.status == 200
    assert (shown.json["you_are"], shown.json["file"]["matter"]) == ("party", MATTER)


@pytest.mark.parametrize(
    "as_",
    [
        OFFICIAL,
        of("r-wang"),
        token("worker", sub="w-2", divisions=(PLACE,)),
        token("worker", sub="w-1", divisions=("440605126",)),
        token("ops", "official", "integrator", sub="o-9"),
    ],
    ids=["official", "resident", "colleague", "clerk of another town", "everything"],
)
def test_to_everybody_else_there_is_no_such_case(table, as_):
    table.opened()

    there = table.shown(as_=as_)
    table.dispute_id = "no-such"
    nowhere = table.shown(as_=as_)

    assert (there.status, nowhere.status) == (404, 404)
    differing = [(there.json[name], nowhere.json[name]) for name in ("title", "type", "status")]
    assert all(one == other for one, other in differing)
    assert table.h.get("/v1/disputes", as_=as_).json["items"] == []


@pytest.mark.parametrize(
    "path", ["facts", "willingness", "sessions", "settlement", "ending", "mediators", "follow-ups"]
)
def test_nor_can_they_do_anything_in_it(table, path):
    table.opened()
    before = table.state()

    bodies = {
        "facts": {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "x"},
        "willingness": {"willing": False, "reason": "x"},
        "sessions": {"scheduled_for": "2030-01-01T00:00:00Z", "place": "x"},
        "ending": {"ending": "failed", "reason": "x"},
        "mediators": {"mediator_id": "r-wang"},
        "follow-ups": {"found": {"1": "kept"}},
    }
    assert table.does(path, bodies.get(path), as_=OFFICIAL).status == 404
    assert table.state() == before


def test_every_look_is_logged_and_told_to_those_it_is_about(table):
    table.opened()
    table.shown(as_=of("r-li"))

    looks = table.h.get(f"/v1/disputes/{table.dispute_id}/looks", as_=of("r-mei")).json["items"]
    about_me = table.h.get("/v1/looks", as_=of("r-mei")).json["items"]

    assert [(one["looked_by"], one["as_"], one["what"]) for one in looks] == [
        ("r-li", "party", "file")
    ]
    assert about_me == looks
    assert table.h.get("/v1/looks", as_=of("r-wang")).json["items"] == []
    assert table.h.get(f"/v1/disputes/{table.dispute_id}/looks", as_=OFFICIAL).status == 404


def test_what_a_write_answers_is_only_how_far_the_case_is(table):
    table.opened()
    answer = table.done(
        "facts", {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "吵架"}
    )

    assert "file" not in answer
    assert "吵架" not in json.dumps(answer, ensure_ascii=False)


def test_facts_stand_in_the_order_of_time_and_corrections_are_lines_of_their_own(table):
    table.opened()
    days = ("2019-05-03", "2019-05-01", "2019-05-02")
    for day in days:
        fact = {"happened_at": f"{day}T02:00:00Z", "source": "document", "text": day}
        table.done("facts", fact, as_=of("r-mei"))
    mended = {"happened_at": "2019-05-01T02:00:00Z", "source": "visit", "text": "更正"}
    table.done("facts", mended | {"corrects": 2})

    facts = table.file()["facts"]

    assert [fact["text"] for fact in facts] == ["2019-05-01", "更正", "2019-05-02", "2019-05-03"]
    assert [fact["entered_by"] for fact in facts] == ["r-mei", "w-1", "r-mei", "r-mei"]
    assert facts[1]["corrects"] == facts[0]["number"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"happened_at": "2019-05-06T05:00:00Z"}, "fact-in-the-future"),
        ({"corrects": 7}, "fact-unknown"),
        ({"source": "rumor"}, "invalid-body"),
        ({"text": ""}, "invalid-body"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(table, change, said):
    table.opened()
    fact = {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "吵架"}

    answer = table.does("facts", fact | change)

    assert (answer.status, code(answer)) == (422, said)
    assert table.file()["facts"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"parties": PARTIES[:1]}, "invalid-body"),
        ({"parties": [PARTIES[0], PARTIES[0]]}, "party-twice"),
        ({"parties": [PARTIES[0], {"kind": "outsider"}]}, "party-nobody"),
        ({"parties": [PARTIES[0], {"kind": "resident", "id": "w-1"}]}, "clerk-is-party"),
        ({"topic_id": "no-such"}, "topic-unknown"),
        ({"division": "440605126009"}, "outside-your-divisions"),
        ({"kind": "war"}, "invalid-body"),
    ],
)
def test_a_dispute_that_cannot_be_is_refused(table, change, said):
    body = {"kind": "parking", "division": HOME, "matter": MATTER, "parties": PARTIES}

    answer = table.post("/v1/disputes", body | change)

    assert code(answer) == said
    assert table.h.announced == []


def test_a_party_may_refuse_and_that_ends_it(table):
    table.opened()

    table.done("willingness", {"willing": False, "reason": "要走法院"}, as_=of("r-li"))

    [event] = table.named("DisputeEnded")
    assert (event.ending, table.state().stage) == ("withdrawn", "ended")
    answer = table.does("willingness", {"willing": True}, as_=of("r-mei"))
    assert code(answer) == "dispute-ended"


def test_a_party_speaks_for_itself_only(table):
    table.opened()

    answer = table.does("willingness", {"willing": True, "party": "p2"}, as_=of("r-mei"))

    assert (answer.status, code(answer)) == (403, "not-your-party")
    assert code(table.does("basis", law(), as_=of("r-mei"))) == "not-yours-to-do"
    table.done("basis", law())
    assert table.file()["basis"][0]["article"] == "第二百七十六条"


def law():
    return {"law": "民法典", "article": "第二百七十六条", "words": "应当首先满足业主的需要。"}


def test_a_topic_says_only_that_mediation_was_opened_and_ended(table):
    body = {"title": "3号门停车", "category": "parking", "division": HOME}
    topic_id = table.h.post("/v1/topics", body, as_=of("r-mei")).json["id"]
    table.opened(topic_id=topic_id)
    table.done("ending", {"ending": "referred", "reason": "涉诉", "referred_to": "court"})

    moves = table.h.get(f"/v1/topics/{topic_id}/history", as_=of("r-same")).json["moves"]

    said = [(one["act"], one["actor"], one["reason"]) for one in moves[-2:]]
    assert said == [("mediation opened", PLACE, ""), ("mediation ended", PLACE, "")]
    assert table.dispute_id not in json.dumps(moves)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"ending": "settled", "reason": "x"}, "settled-by-follow-up"),
        ({"ending": "referred", "reason": "x"}, "referral-missing"),
        ({"ending": "failed", "reason": "x", "referred_to": "court"}, "referral-missing"),
        ({"ending": "failed", "reason": "  "}, "reason-missing"),
    ],
)
def test_an_end_without_its_reason_is_none(table, body, said):
    table.opened()

    assert code(table.does("ending", body)) == said
    assert table.state().ended_at is None


def test_a_change_by_somebody_who_read_before_another_wrote_is_refused(table):
    table.opened()
    held = table.does("basis", law()).etag
    table.done("basis", law())

    answer = table.post(f"/v1/disputes/{table.dispute_id}/basis", law(), if_match=held)

    assert answer.status == 412
    assert len(table.file()["basis"]) == 2


def test_a_case_is_late_once_a_level_and_says_nothing_of_whom_it_is_about(table):
    table.opened()
    table.h.now = NOON + timedelta(days=10)
    for _ in range(3):
        table.h.tick("sound_case_alarms")
    table.h.now = NOON + timedelta(days=40)
    for _ in range(3):
        table.h.tick("sound_case_alarms")

    late = table.named("DisputeOverdue")

    assert [(one.step, one.level, one.owner) for one in late] == [
        ("assignment", 1, PLACE),
        ("assignment", 2, PLACE),
    ]


def test_everybody_lists_the_cases_they_are_named_in(table):
    table.opened()

    assert table.h.get("/v1/disputes", as_=CLERK).json["items"][0]["id"] == table.dispute_id
    assert table.h.get("/v1/disputes", as_=of("r-mei")).json["items"][0]["stage"] == "opened"


def test_a_case_is_handed_to_another_clerk_who_alone_reads_it_from_then_on(table):
    table.mediated()
    other = token("worker", sub="w-2", divisions=(PLACE,))
    for who in ("r-mei", "r-wang"):
        answer = table.does("clerk", {"clerk_id": who, "reason": "x"})
        assert code(answer) == "clerk-is-party"
    assert table.does("clerk", {"clerk_id": "w-2", "reason": "x"}, as_=of("r-wang")).status == 403

    table.done("clerk", {"clerk_id": "w-2", "reason": "岗位调整"})

    assert (table.shown().status, table.shown(as_=other).json["you_are"]) == (404, "clerk")
