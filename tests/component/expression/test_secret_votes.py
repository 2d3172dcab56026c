"""A secret vote from the roll to the recount, with the voter's own code, and what it leaves."""

from datetime import timedelta
from functools import cache

import orjson
import pytest

from chassis.blind_signing import BlindKey
from gongzhi import ballots
from gongzhi.api import Problem
from services.expression import inbound
from services.expression.domain.rules import Standard, take_up
from services.expression.events import BallotIssued, SecretVoteCounted, VoteCast

SECRET = {"method": "secret", "quorum": 3, "majority": "two_thirds", "of": "cast"}
RULES = {"deliberations": {"levels": {"building": SECRET}}}
CHOICES = ["agree", "agree", "agree", "disagree", "pass"]


class Line:
    """The voter's connection: the service itself, asked as a resident or as nobody."""

    def __init__(self, hall, as_=None):
        self.hall, self.as_ = hall, as_

    def get(self, _service, path, **_query):
        return self._told(self.hall.h.get(path, as_=self.as_))

    def pages(self, service, path):
        return iter(self.get(service, path)["items"])

    def post(self, _service, path, body, *, key=""):
        return self._told(self.hall.h.post(path, body, as_=self.as_, key=key))

    def cast(self, topic_id, ballot):
        answer = self.hall.h.post(f"/v1/topics/{topic_id}/ballots", dict(ballot), key="a-key")
        return self._told(answer)

    def _told(self, answer):
        if answer.status >= 400:
            raise Problem(answer.status, answer.json)
        return answer.json


class Poll:
    """A secret vote in a building, and the slips of its voters."""

    def __init__(self, hall):
        self.hall = hall
        standard = Standard("s-1", 1, hall.noon.date(), "440605", RULES)
        hall.h.given("rulebooks", take_up(None, standard)[0])
        self.topic_id = hall.discussed()
        self.proposal = hall.post(f"/{self.topic_id}/proposal", {"text": "装电梯"}).json
        self.vote = Line(hall).get("", f"/v1/topics/{self.topic_id}/secret-vote")

    def slip(self, resident_id, choice="agree"):
        slip = ballots.new_slip(self.vote)
        signed = ballots.sign(Line(self.hall, self.hall.of(resident_id)), slip)
        return ballots.replace(signed, choice=choice)

    def cast(self, slip):
        return ballots.cast(Line(self.hall), slip)

    def all_vote(self):
        slips = [self.slip(f"r-{n}", choice) for n, choice in enumerate(CHOICES, 1)]
        return [self.cast(slip) for slip in slips]

    def end(self):
        self.hall.h.now = self.hall.noon + timedelta(days=30)
        for _ in range(2):
            self.hall.h.tick("open_urns")

    def recount(self, slip=None):
        return ballots.recount(Line(self.hall), self.topic_id, slip)


@cache
def a_key():
    return BlindKey.made()


@pytest.fixture
def poll(hall, monkeypatch):
    """A vote under a key that was made once: every vote has one of its own, which takes a while."""
    key = a_key()
    monkeypatch.setattr(BlindKey, "made", classmethod(lambda _cls: key))
    return Poll(hall)


def test_every_vote_has_a_key_of_its_own(hall):
    assert Poll(hall).vote["public_key"] != Poll(hall).vote["public_key"]


def refused(code, ask, *args):
    with pytest.raises(Problem) as told:
        ask(*args)
    assert told.value.document["type"].endswith(code), told.value.document
    return told.value


def everything_kept(poll):
    return orjson.dumps(poll.hall.h.backend.collections, default=str).decode()


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
