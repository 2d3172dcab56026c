def voting(hall, path, choice, by):
    return hall.post(path, {"choice": choice}, as_=hall.of(by))


def test_every_vote_is_counted_and_of_each_voter_the_last_stands(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"

    for choice in ("agree", "disagree", "pass"):
        voting(hall, path, choice, "r-3")
    voting(hall, path, "agree", "r-4")

    shown = hall.get(f"/{topic_id}/statements")["items"][0]
    assert (shown["agrees"], shown["disagrees"], shown["passes"]) == (2, 1, 1)
    assert shown["standing"] == {"agree": 1, "disagree": 0, "passed": 1}
    assert hall.get(f"/{topic_id}")["counts"] == {"statements": 1, "votes": 4, "voters": 2}


def test_officials_and_integrators_see_the_matrix_of_standing_votes_residents_do_not(hall):
    topic_id = hall.discussed()
    statement = hall.said(topic_id)
    path = f"/{topic_id}/statements/{statement}/votes"
    voting(hall, path, "agree", "r-3")
    voting(hall, path, "pass", "r-3")

    seen, known = (
        hall.get(f"/{topic_id}/matrix", as_=reader) for reader in (hall.official, hall.integrator)
    )

    row = {"voter_id": "r-3", "topic_id": topic_id, "votes": {statement: "pass"}}
    assert known["items"] == [row]
    assert seen["items"] == [row | {"voter_id": seen["items"][0]["voter_id"]}]
    assert seen["items"][0]["voter_id"].startswith("speaker:")
    assert hall.h.get(f"/v1/topics/{topic_id}/matrix", as_=hall.of("r-3")).status == 403


def test_who_may_not_vote_is_refused_and_nothing_is_counted(hall):
    topic_id = hall.raised()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"

    assert voting(hall, path, "agree", "r-3").status == 409
    hall.post(f"/{topic_id}/screening")
    assert voting(hall, path, "agree", "r-far").status == 403
    assert voting(hall, path, "perhaps", "r-3").status == 422
    assert hall.post(path, {"choice": "agree", "resident_id": "r-new"}).status == 403
    assert voting(hall, f"/{topic_id}/statements/none/votes", "agree", "r-3").status == 404
    assert "VoteCast" not in hall.facts()
    assert hall.get(f"/{topic_id}")["counts"]["votes"] == 0


def test_a_statement_of_another_topic_is_not_voted_on_here(hall):
    topic_id, other = hall.discussed(), hall.discussed()
    statement = hall.said(other)

    assert voting(hall, f"/{topic_id}/statements/{statement}/votes", "agree", "r-3").status == 404


def test_staff_enter_a_vote_for_a_resident_and_it_is_marked(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"

    answer = hall.post(path, {"choice": "agree", "resident_id": "r-3"})

    vote = hall.h.stored("votes", answer.json["vote_id"])
    assert (vote.voter_id, vote.entered_by) == ("r-3", "w-1")


def test_on_a_resolution_each_resident_has_one_vote_that_stands(hall):
    topic_id = hall.discussed()
    hall.post(f"/{topic_id}/proposal", {"text": "划线"})
    path = f"/{topic_id}/proposal/votes"

    for choice in ("agree", "agree", "disagree"):
        voting(hall, path, choice, "r-3")

    proposal = hall.get(f"/{topic_id}/proposal")
    assert (proposal["agree"], proposal["disagree"], proposal["passed"]) == (0, 1, 0)
    assert hall.h.announced[-1].statement_id is None


def test_a_resolution_needs_its_quorum_and_its_majority(hall):
    topic_id = hall.discussed()
    nothing = hall.post(f"/{topic_id}/resolution")
    hall.post(f"/{topic_id}/proposal", {"text": "划线"})
    hall.votes(topic_id, agree=4)
    few = hall.post(f"/{topic_id}/resolution")
    hall.votes(topic_id, agree=3, disagree=3)
    split = hall.post(f"/{topic_id}/resolution")
    hall.votes(topic_id, agree=4, disagree=2)

    assert [answer.json["type"].rsplit(":")[-1] for answer in (nothing, few, split)] == [
        "nothing-proposed",
        "quorum-missing",
        "majority-missing",
    ]
    assert hall.post(f"/{topic_id}/resolution").status == 201


def test_nobody_votes_on_a_resolution_once_it_is_published(hall):
    topic_id = hall.resolved()

    answer = voting(hall, f"/{topic_id}/proposal/votes", "disagree", "r-6")

    assert answer.status == 409
    assert hall.topic(topic_id).resolution.disagree == 0


def test_another_text_ends_the_vote_on_the_first(hall):
    topic_id = hall.discussed()
    hall.post(f"/{topic_id}/proposal", {"text": "a"})
    hall.votes(topic_id)
    hall.post(f"/{topic_id}/proposal", {"text": "b"})

    assert hall.h.stored("proposals", f"{topic_id}-p1").open is False
    assert hall.post(f"/{topic_id}/resolution").status == 409


def test_many_votes_come_in_one_request_and_are_answered_one_by_one(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes/bulk"
    items = [{"choice": "agree", "resident_id": r} for r in ("r-1", "r-far", "r-1")]

    answer = hall.post(path, {"items": items})

    assert [item["status"] for item in answer.json["items"]] == [201, 403, 201]
    shown = hall.get(f"/{topic_id}/statements")["items"][0]
    assert (shown["agrees"], shown["standing"]["agree"]) == (2, 1)
