"""The roll of a secret vote, and what is no ballot of it."""

import pytest

from chassis.blind_signing import BlindKey
from gongzhi import ballots
from tests.component.expression.polls import Line, Poll, a_key, refused


@pytest.fixture
def poll(hall, monkeypatch):
    """A vote under a key that was made once: every vote has one of its own, which takes a while."""
    key = a_key()
    monkeypatch.setattr(BlindKey, "made", classmethod(lambda _cls: key))
    return Poll(hall)


def test_the_roll_is_open_to_those_who_may_vote_and_to_staff(poll):
    poll.all_vote()
    path = f"/{poll.topic_id}/roll"

    seen = poll.hall.get(path, as_=poll.hall.of("r-8"))
    elsewhere = poll.hall.get(path, as_=poll.hall.of("r-far"))

    assert {line["voter_id"] for line in seen["items"]} == {f"r-{n}" for n in range(1, 6)}
    assert all(line.keys() == {"voter_id"} for line in seen["items"])
    assert elsewhere["type"].endswith("not-concerned")


def test_a_lost_answer_is_given_again_and_never_one_for_another_token(poll):
    slip = ballots.new_slip(poll.vote)
    voter = Line(poll.hall, poll.hall.of("r-1"))

    first, again = ballots.sign(voter, slip), ballots.sign(voter, slip)
    poll.hall.h.backend.collections["replies"].clear()
    later = ballots.sign(voter, slip)

    assert first == again == later
    refused("on-the-roll", ballots.sign, voter, ballots.new_slip(poll.vote))
    assert poll.hall.h.stored("secret_votes", poll.vote["id"]).on_roll == 1


def test_a_ballot_sent_twice_is_one_and_cannot_be_changed(poll):
    slip = poll.slip("r-1", "agree")

    for _ in range(2):
        poll.cast(slip)
    refused("ballot-cast", poll.cast, ballots.replace(slip, choice="disagree"))

    assert poll.hall.h.stored("secret_votes", poll.vote["id"]).cast == 1


def test_what_comes_too_late_is_refused(poll):
    slip = poll.slip("r-1")
    poll.end()

    refused("vote-closed", poll.cast, slip)
    refused("vote-closed", poll.slip, "r-2")


def test_who_is_not_entitled_gets_no_ballot(poll):
    refused("not-concerned", poll.slip, "r-far")
    refused("not-registered", poll.slip, "r-nobody")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"token": ballots.write(bytes(32))}, "token-unsigned"),
        ({"signature": ballots.write(bytes(256))}, "token-unsigned"),
        ({"token": "AAAA"}, "token-unsigned"),
        ({"choice": "both"}, "invalid-body"),
    ],
)
def test_what_the_roll_did_not_sign_is_no_ballot(poll, changed, code):
    slip = poll.slip("r-1")

    refused(code, poll.cast, ballots.replace(slip, **changed))

    assert poll.hall.h.stored("secret_votes", poll.vote["id"]).cast == 0


def test_a_ballot_of_another_vote_is_none_of_this(poll):
    slip = poll.slip("r-1")
    other = Poll(poll.hall)

    refused("token-unsigned", poll.cast, ballots.replace(slip, topic_id=other.topic_id))


def test_what_is_no_blinded_token_is_not_signed(poll):
    slip = ballots.replace(ballots.new_slip(poll.vote), blinded=ballots.write(bytes(256)))

    refused("blinded-malformed", ballots.sign, Line(poll.hall, poll.hall.of("r-1")), slip)


def test_a_recorded_vote_on_a_secret_text_is_refused(poll):
    answer = poll.hall.post(
        f"/{poll.topic_id}/proposal/votes", {"choice": "agree"}, as_=poll.hall.of("r-1")
    )

    assert answer.json["type"].endswith("vote-secret")
