"""Opinion groups through the service: found by the clock, shown to all, with nobody in them."""

import pytest

from services.expression import inbound

TOPIC = "import-hall"
BODY = {"title": "停车", "category": "parking", "division": "440605", "origin": "import"}
STATEMENTS = [str(number) for number in range(8)]
CAMPS = ("agree", "disagree")


@pytest.fixture
def deliberated(hall):
    """Two camps of twelve who differ on seven statements and agree on the eighth."""
    hall.post("", BODY | {"reference": "hall"}, as_=hall.integrator)
    for reference in STATEMENTS:
        said(hall, reference)
    voted(hall, votes_of(range(12), 0), votes_of(range(12, 24), 1))
    return hall


def said(hall, reference, **more):
    body = {"reference": reference, "author": "1", "text": "…", "created_at": "2019-05-01T04:00Z"}
    path = f"/{TOPIC}/statements/import"
    assert hall.post(path, body | more, as_=hall.integrator).status == 201


def votes_of(voters, camp):
    """Let voters vote with their camp on all but one statement of their own."""
    return [
        a_vote(voter, statement, CAMPS[camp] if statement < 7 else "agree")
        for voter in voters
        for statement in range(8)
        if statement != voter % 7
    ]


def a_vote(voter, statement, choice):
    told = {"voter": str(voter), "statement": str(statement), "choice": choice}
    return told | {"cast_at": "2019-05-02T04:00Z"}


def voted(hall, *lists):
    for items in lists:
        answer = hall.post(f"/{TOPIC}/votes/import/bulk", {"items": items}, as_=hall.integrator)
        assert answer.json["counts"] == {"done": len(items)}


def opinions(hall):
    return hall.get(f"/{TOPIC}/opinions")


def test_before_anybody_was_grouped_there_are_no_groups(deliberated):
    shown = opinions(deliberated)

    assert (shown["groups"], shown["computed_at"]) == ([], None)


def test_those_who_vote_alike_are_a_group_and_what_all_agree_on_is_shared(deliberated):
    deliberated.h.tick("group_opinions")

    shown = opinions(deliberated)
    assert [group["members"] for group in shown["groups"]] == [12, 12]
    assert (shown["others"], shown["voters"], shown["votes"]) == (0, 24, 24 * 7)
    assert [one["statement_id"] for one in shown["shared"]] == [f"{TOPIC}-s-7"]
    assert shown["shared"][0]["consensus"] == pytest.approx((13 / 14) ** 2, abs=1e-6)
    eighth = next(one for one in shown["statements"] if one["statement_id"] == f"{TOPIC}-s-7")
    assert eighth["groups"] == [{"agree": 12, "disagree": 0, "passed": 0}] * 2
    assert {one["choice"] for one in shown["groups"][0]["representative"]} <= set(CAMPS)


def test_nobodys_id_and_place_is_in_what_is_kept(deliberated):
    deliberated.h.tick("group_opinions")

    kept = deliberated.h.backend.collections["groupings"]
    assert "import:" not in repr(kept).replace(TOPIC, "")
    assert set(kept[TOPIC]) == {
        *("_id", "version", "division", "computed_at", "voters", "votes"),
        *("groups", "others", "quality", "shared", "statements"),
    }


def test_groups_are_found_anew_only_where_votes_were_cast(deliberated):
    deliberated.h.tick("group_opinions")
    deliberated.h.tick("group_opinions")
    assert deliberated.h.backend.collections["groupings"][TOPIC]["version"] == 1

    voted(deliberated, votes_of(range(24, 27), 1))
    deliberated.h.tick("group_opinions")

    assert [group["members"] for group in opinions(deliberated)["groups"]] == [15, 12]
    assert deliberated.h.backend.collections["topic_totals"][TOPIC]["ungrouped"] == 0


def test_votes_told_twice_and_crooked_give_the_same_groups(deliberated):
    deliberated.h.tick("group_opinions")
    first = opinions(deliberated)

    again = votes_of(range(12, 24), 1)[::-1]
    voted(deliberated, again, votes_of(range(12), 0)[::-1])
    deliberated.h.tick("group_opinions")

    assert opinions(deliberated) == first


def test_a_statement_that_was_not_let_through_is_not_shown(deliberated):
    said(deliberated, "8", moderated="rejected")
    voted(deliberated, [a_vote(voter, 8, "agree") for voter in range(24)])

    deliberated.h.tick("group_opinions")

    assert f"{TOPIC}-s-8" not in repr(opinions(deliberated))
    assert len(opinions(deliberated)["groups"]) == 2


def test_a_few_voters_are_no_groups_and_start_no_calculation(hall):
    hall.post("", BODY | {"reference": "hall"}, as_=hall.integrator)
    said(hall, "0")
    voted(hall, [a_vote(voter, 0, "agree") for voter in range(9)])

    hall.h.tick("group_opinions")

    assert hall.h.backend.collections.get("groupings", {}) == {}
    assert hall.h.backend.collections["topic_totals"][TOPIC]["ungrouped"] == 0


def test_one_who_is_forgotten_leaves_the_groups_as_they_were(deliberated):
    for statement in range(7):
        path = f"/{TOPIC}/statements/{TOPIC}-s-{statement}/votes"
        deliberated.post(path, {"choice": "agree"}, as_=deliberated.of("r-1"))
    deliberated.h.tick("group_opinions")
    before = opinions(deliberated)
    assert [group["members"] for group in before["groups"]] == [13, 12]

    deliberated.h.hears(inbound.ResidentErased("r-1", "440605124004"))
    deliberated.h.tick("forget_residents")
    voted(deliberated, [a_vote(0, 1, "agree") | {"order": 1}])
    deliberated.h.tick("group_opinions")

    assert "r-1" not in repr(deliberated.h.backend.collections["groupings"])
    assert deliberated.h.backend.collections["groupings"][TOPIC]["version"] == 2
    assert opinions(deliberated) == before


def test_of_a_topic_that_is_not_there_there_are_no_opinions(hall):
    assert hall.h.get("/v1/topics/nothing/opinions", as_=hall.of("r-1")).status == 404
