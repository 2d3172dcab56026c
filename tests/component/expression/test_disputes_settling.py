from datetime import timedelta

import pytest

from .disputing import PLACE, Table, code, of

TERMS = [{"party": "p2", "does": "开放40个车位月租", "by": "2019-06-01"}]
HELD = {"present": ["p1", "p2", "r-wang"], "summary": "同意先开放访客车位"}


@pytest.fixture
def table():
    return Table()


def soon(table, **more):
    return (table.h.now + timedelta(**(more or {"days": 1}))).isoformat()


def test_a_dispute_is_settled_kept_and_ended(table):
    table.settled()
    [settled] = table.named("DisputeSettled")
    assert (settled.days, settled.kind) == (1, "parking")

    table.h.now += timedelta(days=30)
    table.done("follow-ups", {"found": {"1": "kept"}}, as_=of("r-wang"))

    [made], [ended] = table.named("FollowUpMade"), table.named("DisputeEnded")
    assert (made.kept, ended.ending, table.state().stage) == (True, "settled", "ended")
    acts = [line["act"] for line in table.file()["history"]]
    assert acts[0] == "opened"
    assert acts[-2:] == ["followed up", "ended: settled"]


def test_each_step_has_an_owner_and_a_deadline(table):
    owed = []

    def note():
        state = table.state()
        owed.append((state.step, state.owner, f"{state.due_at:%m-%d}"))

    table.mediator("r-wang")
    table.opened()
    note()
    table.accepts("r-wang")
    table.done("declaration", {"interest": "none"}, as_=of("r-wang"))
    note()
    for who in ("r-mei", "r-li"):
        table.done("willingness", {"willing": True}, as_=of(who))
    table.done("sessions", {"scheduled_for": soon(table, hours=2), "place": "调解室"})
    table.h.now += timedelta(hours=3)
    table.done("sessions/1/minutes", HELD)
    note()

    assert owed == [
        ("assignment", PLACE, "05-09"),
        ("session", "r-wang", "05-13"),
        ("settlement", "r-wang", "06-05"),
    ]


def test_without_the_consent_of_every_party_nothing_is_settled(table):
    table.met()
    assert code(table.does("settlement")) == "no-terms"
    table.done("terms", {"terms": TERMS})
    table.done("consents", as_=of("r-mei"))

    answer = table.does("settlement")

    assert (answer.status, code(answer)) == (409, "consent-missing")
    assert "p2" in answer.json["detail"]
    assert table.named("DisputeSettled") == []


def test_new_terms_are_agreed_to_anew(table):
    table.met()
    table.done("terms", {"terms": TERMS})
    table.done("consents", as_=of("r-mei"))
    table.done("consents", {"party": "p2"})

    table.done("terms", {"terms": TERMS})

    assert code(table.does("settlement")) == "consent-missing"


def test_a_mediator_consents_for_nobody_and_what_is_signed_on_paper_is_marked(table):
    table.met()
    table.done("terms", {"terms": TERMS})

    refused = table.does("consents", {"party": "p1"}, as_=of("r-wang"))
    table.done("consents", {"party": "p1"})

    assert (refused.status, code(refused)) == (403, "not-yours-to-do")
    assert [one["entered_by"] for one in table.file()["settlement"]["consents"]] == ["w-1"]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"by": "2019-05-01"}, "term-in-the-past"),
        ({"party": "p9"}, "party-unknown"),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(table, term, said):
    table.met()

    assert code(table.does("terms", {"terms": [TERMS[0] | term]})) == said


def test_no_session_is_in_the_past_or_held_before_its_time(table):
    table.mediated()
    past = {"scheduled_for": soon(table, days=-1), "place": "调解室"}
    assert code(table.does("sessions", past)) == "session-in-the-past"

    table.done("sessions", past | {"scheduled_for": soon(table)})

    assert code(table.does("sessions/1/minutes", HELD)) == "session-not-yet"
    assert code(table.does("sessions/2/minutes", HELD)) == "session-not-waiting"
    for number in ("x", "-1", "9" * 100):
        assert code(table.does(f"sessions/{number}/minutes", HELD)) == "number-malformed"


@pytest.mark.parametrize("present", [["p1", "p2"], ["r-wang", "r-wang"], ["p1", "r-wang", "r-x"]])
def test_a_session_has_a_mediator_a_party_and_nobody_else(table, present):
    table.mediated()
    table.done("sessions", {"scheduled_for": soon(table), "place": "调解室"})
    table.h.now += timedelta(days=2)

    answer = table.does("sessions/1/minutes", HELD | {"present": present})

    assert code(answer) == "present-unknown"


def test_a_session_is_not_held_before_every_party_agreed_to_mediation(table):
    table.mediator("r-wang")
    table.opened()
    table.accepts("r-wang")
    table.done("declaration", {"interest": "none"}, as_=of("r-wang"))
    table.done("sessions", {"scheduled_for": soon(table), "place": "调解室"})
    table.h.now += timedelta(days=2)

    answer = table.does("sessions/1/minutes", HELD)

    assert (code(answer), answer.status) == ("party-not-willing", 409)


def test_a_session_put_off_stays_on_record(table):
    table.mediated()
    table.done("sessions", {"scheduled_for": soon(table), "place": "调解室"})

    table.done("sessions/1/adjournment", {"to": soon(table, days=3), "reason": "一方生病"})

    first, second = table.file()["sessions"]
    assert (first["reason"], first["adjourned_to"]) == ("一方生病", second["scheduled_for"])
    assert code(table.does("sessions/1/minutes", HELD)) == "session-not-waiting"


def test_time_is_extended_once_and_by_every_party(table):
    table.met()
    more = {"reason": "等待规划部门答复"}

    assert code(table.does("extension", more | {"agreed_by": ["p1"]})) == "consent-missing"
    table.done("extension", more | {"agreed_by": ["p1", "p2"]})
    assert f"{table.state().due_at:%Y-%m-%d}" == "2019-07-05"
    again = table.does("extension", more | {"agreed_by": ["p1", "p2"]})
    assert code(again) == "extended-already"


@pytest.mark.parametrize(
    ("day", "days_later", "allowed"),
    [
        ("2019-05-07", 0, True),
        ("2019-06-06", 40, True),
        ("2019-06-07", 40, False),
        ("2019-05-06", 0, False),
        ("2019-05-08", 0, False),
    ],
)
def test_a_court_is_asked_within_thirty_days(table, day, days_later, allowed):
    table.settled()
    table.h.now += timedelta(days=days_later)
    asked = {"applied_on": day, "court": "南海区人民法院", "reference": "1"}

    answer = table.does("confirmation", asked, as_=of("r-mei"))

    assert (answer.status == 200) is allowed
    if not allowed:
        assert code(answer) == "confirmation-late"


def test_terms_that_are_not_kept_are_mediated_anew(table):
    table.settled()
    again = {"then": "reopen", "reason": "车位仍未开放"}
    assert code(table.does("unkept", again)) == "nothing-unkept"
    table.h.now += timedelta(days=40)
    table.done("follow-ups", {"found": {"1": "not_kept"}})

    table.done("unkept", again)

    [made] = table.named("FollowUpMade")
    assert (made.kept, table.state().stage, table.state().step) == (
        False,
        "mediating",
        "settlement",
    )
    assert table.file()["earlier"][0]["terms"][0]["does"] == TERMS[0]["does"]
    assert table.named("DisputeEnded") == []


def test_terms_that_are_not_kept_may_lead_to_court(table):
    table.settled()
    table.h.now += timedelta(days=40)
    table.done("follow-ups", {"found": {"1": "not_kept"}})

    answer = table.does("unkept", {"then": "refer", "reason": "拒不履行"})
    table.done("unkept", {"then": "refer", "reason": "拒不履行", "referred_to": "court"})

    assert code(answer) == "referral-missing"
    assert [one.ending for one in table.named("DisputeEnded")] == ["referred"]


@pytest.mark.parametrize(
    ("found", "said"),
    [({}, "terms-unseen"), ({"1": "kept", "2": "kept"}, "terms-unseen"), ({"1": "not_due"}, "")],
)
def test_a_follow_up_sees_every_term(table, found, said):
    table.settled()

    answer = table.does("follow-ups", {"found": found})

    assert (code(answer) if answer.status >= 400 else "") == said


def test_a_follow_up_nobody_made_is_announced_once_a_level(table):
    table.settled()
    table.h.now += timedelta(days=120)
    for _ in range(4):
        table.h.tick("sound_case_alarms")

    assert [(one.level, one.owner) for one in table.named("FollowUpMissed")] == [
        (1, PLACE),
        (2, PLACE),
    ]
    assert table.named("DisputeOverdue") == []


def test_what_was_agreed_is_not_given_up_without_a_follow_up(table):
    table.settled()

    no = table.does("willingness", {"willing": False, "reason": "反悔"}, as_=of("r-li"))

    assert code(no) == "settled-by-follow-up"
    assert code(table.does("ending", {"ending": "failed", "reason": "x"})) == "settled-by-follow-up"
