"""A secret vote from the roll to the recount, with the voter's own code, and what it leaves."""

import orjson
import pytest

from chassis.blind_signing import BlindKey
from services.expression import inbound
from services.expression.events import BallotIssued, SecretVoteCounted, VoteCast
from tests.component.expression.polls import Line, Poll, a_key, refused


@pytest.fixture
def poll(hall, monkeypatch):
    """A vote under a key that was made once: every vote has one of its own, which takes a while."""
    key = a_key()
    monkeypatch.setattr(BlindKey, "made", classmethod(lambda _cls: key))
    return Poll(hall)


def everything_kept(poll):
    return orjson.dumps(poll.hall.h.backend.collections, default=str).decode()


def test_every_vote_has_a_key_of_its_own(hall):
    assert Poll(hall).vote["public_key"] != Poll(hall).vote["public_key"]


def test_everyone_counts_the_same_and_finds_their_own(poll):
    slips = poll.all_vote()

    poll.end()

    recounts = [poll.recount(slip) for slip in slips]
    assert {recount.wrong for recount in recounts} == {()}
    assert recounts[0].counts == {"agree": 3, "disagree": 1, "passed": 1}
    [told] = [e for e in poll.hall.h.announced if isinstance(e, SecretVoteCounted)]
    assert (told.on_roll, told.cast, told.agree) == (5, 5, 3)


def test_two_thirds_of_those_who_voted_carry_it(poll):
    for n, choice in enumerate(["agree", "agree", "disagree"], 1):
        poll.cast(poll.slip(f"r-{n}", choice))
    path = f"/{poll.topic_id}/resolution"
    early = poll.hall.post(path).json
    poll.end()

    published = poll.hall.post(path)

    assert early["type"].endswith("urn-sealed")
    assert published.status == 201, published.json
    assert published.json["resolution"]["agree"] == 2


def test_one_short_of_two_thirds_does_not(poll):
    poll.all_vote()
    poll.end()

    answer = poll.hall.post(f"/{poll.topic_id}/resolution")

    assert answer.json["type"].endswith("majority-missing")
    assert "3 of 5 agree: 4 must" in answer.json["detail"]


def test_an_urn_that_too_few_used_is_never_opened(poll):
    for n in (1, 2):
        poll.cast(poll.slip(f"r-{n}"))
    poll.end()

    answer = poll.hall.post(f"/{poll.topic_id}/resolution")

    assert "2 of 3 have voted: the urn was not opened" in answer.json["detail"]
    assert "sheets" not in poll.hall.h.backend.collections
    assert poll.hall.h.stored("secret_votes", poll.vote["id"]).sealed == ""


def test_before_the_end_nobody_sees_how_it_stands(poll):
    poll.all_vote()

    shown = Line(poll.hall).get("", f"/v1/topics/{poll.topic_id}/secret-vote")
    proposal = poll.hall.get(f"/{poll.topic_id}/proposal")

    assert (shown["counted"], shown["digest"], "sealed" in shown) == (None, "", False)
    assert (proposal["agree"], proposal["disagree"], proposal["passed"]) == (0, 0, 0)
    assert poll.recount().wrong == ("the urn is sealed: there is nothing to count",)


def test_nothing_that_is_kept_joins_a_voter_and_a_ballot(poll):
    """Neither token nor signature is anywhere before the end, and the voter's id never beside."""
    slips = poll.all_vote()
    running = everything_kept(poll)
    rows = dict(poll.hall.h.backend.collections)

    for slip in slips:
        assert slip.token not in running
        assert slip.signature not in running
    in_urn = {"_id", "vote_id", "division", "sealed", "version"}
    assert {name for row in rows["urns"].values() for name in row} == in_urn
    on_roll = {"_id", "vote_id", "division", "voter_id", "blinded", "signature", "version"}
    assert {name for row in rows["rolls"].values() for name in row} == on_roll
    assert not [e for e in poll.hall.h.announced if isinstance(e, VoteCast)]
    assert len([e for e in poll.hall.h.announced if isinstance(e, BallotIssued)]) == 5
    kept_replies = orjson.dumps(rows.get("replies", {}), default=str).decode()
    assert "/ballots" not in kept_replies
    assert len({len(row["sealed"]) for row in rows["urns"].values()}) == 1


def test_when_it_is_over_the_secrets_are_gone_and_the_order_is_that_of_tokens(poll):
    poll.all_vote()
    poll.end()
    for _ in range(3):
        poll.hall.h.tick("empty_urns")

    vote = poll.hall.h.stored("secret_votes", poll.vote["id"])
    published = [
        b["token"]
        for s in Line(poll.hall).pages("", f"/v1/topics/{poll.topic_id}/ballots")
        for b in s["ballots"]
    ]

    assert (vote.sealed, vote.wrapped_key, vote.emptied) == ("", "", True)
    assert poll.hall.h.backend.collections["urns"] == {}
    assert published == sorted(published)


def test_secrets_are_wrapped_under_a_new_key_while_the_vote_runs(poll):
    slip = poll.slip("r-1")
    kept = poll.hall.h.backend.collections["secret_votes"][poll.vote["id"]]
    before = kept["wrapped_key"]
    kept["wrapped_under"] = "the key before"

    for _ in range(2):
        poll.hall.h.tick("wrap_secrets_anew")

    anew = poll.hall.h.stored("secret_votes", poll.vote["id"])
    assert anew.wrapped_key != before
    assert anew.wrapped_under != "the key before"
    assert poll.cast(slip).cast


def test_an_urn_whose_text_was_replaced_is_never_opened(poll):
    poll.all_vote()
    poll.hall.post(f"/{poll.topic_id}/proposal", {"text": "另一方案"})

    poll.end()

    vote = poll.hall.h.stored("secret_votes", poll.vote["id"])
    assert (vote.urn, vote.counted, vote.sealed) == ("discarded", None, "")
    sheets = poll.hall.h.backend.collections.get("sheets", {})
    assert not [one for one in sheets if one.startswith(f"{poll.vote['id']}:")]


def test_who_is_forgotten_stays_counted_and_gets_no_second_ballot(poll):
    poll.cast(poll.slip("r-1"))
    poll.hall.h.hears(inbound.ConsentWithdrawn("r-1", "expression", poll.hall.place))
    for _ in range(3):
        poll.hall.h.tick("forget_residents")
    rolls = everything_kept(poll)
    poll.hall.h.hears(inbound.ConsentGiven("r-1", "expression", poll.hall.place), identity="later")

    assert '"voter_id":"r-1"' not in rolls
    refused("on-the-roll", poll.slip, "r-1")
