import random
from datetime import UTC, datetime, timedelta

import pytest

BODY = {
    "title": "Uber 合法化",
    "category": "transport",
    "division": "440605",
    "origin": "import",
    "reference": "uberx",
}
TOPIC = "import-uberx"
NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)


@pytest.fixture
def elsewhere(hall):
    """An imported topic with two statements, one of them rejected by a moderator."""
    assert hall.post("", BODY, as_=hall.integrator).status == 201
    for reference, moderated in (("1", "accepted"), ("2", "rejected")):
        assert said(hall, reference=reference, moderated=moderated).status == 201
    return hall


def said(hall, **changes):
    body = {"reference": "1", "author": "9", "text": "…", "created_at": "2015-08-01T12:00:00+08:00"}
    return hall.post(f"/{TOPIC}/statements/import", body | changes, as_=hall.integrator)


def a_vote(voter="7", statement="1", choice="agree", minute=0, order=0):
    moment = NOON + timedelta(minutes=minute)
    return {
        "voter": voter,
        "statement": statement,
        "choice": choice,
        "cast_at": moment.isoformat(),
        "order": order,
    }


def voted(hall, *items):
    path = f"/{TOPIC}/votes/import/bulk"
    return hall.post(path, {"items": list(items)}, as_=hall.integrator).json


def shown(hall):
    return {
        item["reference"]: (item["agrees"], item["disagrees"], item["passes"], item["standing"])
        for item in hall.get(f"/{TOPIC}/statements")["items"]
    }


def test_a_deliberation_held_elsewhere_is_found_again_by_its_reference(elsewhere):
    again = elsewhere.post("", BODY, as_=elsewhere.integrator)
    other = elsewhere.post("", BODY | {"title": "other"}, as_=elsewhere.integrator)

    assert (again.status, again.json["id"], again.json["stage"]) == (201, TOPIC, "discussion")
    assert other.status == 409
    assert elsewhere.facts() == ["TopicRaised", "StatementMade", "StatementMade"]


def test_importing_the_same_votes_twice_changes_nothing(elsewhere):
    votes = [a_vote(), a_vote(choice="pass", minute=1)]

    first = voted(elsewhere, *votes)
    totals = shown(elsewhere)
    second = voted(elsewhere, *votes, *votes)

    assert [item["body"]["counted"] for item in first["items"]] == [True, True]
    assert [item["body"]["counted"] for item in second["items"]] == [False] * 4
    assert shown(elsewhere) == totals
    assert totals["1"] == (1, 0, 1, {"agree": 0, "disagree": 0, "passed": 1})
    assert elsewhere.facts().count("VoteCast") == 2
    assert elsewhere.get(f"/{TOPIC}")["counts"] == {"statements": 2, "votes": 2, "voters": 1}


def test_votes_on_what_a_moderator_rejected_are_kept_as_they_were_cast(elsewhere):
    voted(elsewhere, a_vote(statement="2"))

    assert shown(elsewhere)["2"][0] == 1


def test_bad_votes_are_refused_one_by_one_and_the_others_count(elsewhere):
    answer = voted(
        elsewhere,
        a_vote(statement="99"),
        a_vote(choice="maybe"),
        a_vote() | {"cast_at": "yesterday"},
        a_vote(order=-1),
        a_vote(voter="a b"),
        a_vote(),
        a_vote(choice="disagree"),
    )

    statuses = [item["status"] for item in answer["items"]]
    assert statuses == [404, 422, 422, 422, 422, 201, 409]
    assert shown(elsewhere)["1"][:3] == (1, 0, 0)


def test_an_imported_voter_is_never_taken_for_a_resident(elsewhere):
    voted(elsewhere, a_vote(voter="r-1"))

    cast = elsewhere.h.announced[-1]
    assert (cast.voter_id, cast.origin) == (f"import:{TOPIC}:r-1", "import")


def test_a_statement_imported_twice_is_one_and_another_by_its_reference_is_refused(elsewhere):
    assert said(elsewhere).status == 201
    assert said(elsewhere, text="other").status == 409
    assert elsewhere.facts().count("StatementMade") == 2


def test_only_integrators_import_and_only_into_what_was_imported(elsewhere):
    topic_id = elsewhere.discussed()
    vote = a_vote()

    into = elsewhere.post(f"/{topic_id}/votes/import", vote, as_=elsewhere.integrator)
    by_staff = elsewhere.post(f"/{TOPIC}/votes/import", vote, as_=elsewhere.official)

    assert (into.status, by_staff.status) == (409, 403)


def test_residents_here_deliberate_on_what_was_imported_too(elsewhere):
    path = f"/{TOPIC}/statements/{TOPIC}-s-1/votes"

    answer = elsewhere.post(path, {"choice": "agree"}, as_=elsewhere.of("r-1"))
    voted(elsewhere, a_vote())

    assert answer.status == 201
    assert shown(elsewhere)["1"][0] == 2


def test_integrators_answer_for_what_they_brought(elsewhere):
    elsewhere.h.given("residents", *(elsewhere.resident(n) for n in range(9, 21)))
    elsewhere.post(f"/{TOPIC}/proposal", {"text": "…"}, as_=elsewhere.official)
    elsewhere.votes(TOPIC, agree=20)
    elsewhere.post(f"/{TOPIC}/resolution", as_=elsewhere.official)
    done = {"summary": "…", "done": True, "evidence": [{"reference": "…"}]}
    elsewhere.post(f"/{TOPIC}/execution", done, as_=elsewhere.official)

    path = f"/{TOPIC}/confirmation"
    answer = elsewhere.post(path, {"satisfied": True}, as_=elsewhere.integrator)

    assert answer.status == 200
    assert elsewhere.h.announced[-1].monitors == []


def every_change_of_mind():
    cells = [(voter, statement) for voter in "abcd" for statement in "123"]
    minds = list(enumerate(("agree", "disagree", "pass")))
    return [
        a_vote(voter, statement, choice, minute, order=minute)
        for voter, statement in cells
        for minute, choice in minds
    ]


def the_end_of(hall, votes):
    hall.post("", BODY, as_=hall.integrator)
    for reference in "123":
        said(hall, reference=reference)
    for start in range(0, len(votes), 10):
        voted(hall, *votes[start : start + 10])
    matrix = hall.get(f"/{TOPIC}/matrix", as_=hall.official)["items"]
    return shown(hall), matrix, hall.get(f"/{TOPIC}")["counts"]


def test_the_order_in_which_votes_arrive_makes_no_difference(hall):
    votes = every_change_of_mind()
    shuffled = random.Random(20190506).sample(votes * 2, k=len(votes) * 2)

    straight, crooked = the_end_of(hall, votes), the_end_of(type(hall)(), shuffled)

    assert crooked == straight
    assert straight[2] == {"statements": 3, "votes": 36, "voters": 4}
