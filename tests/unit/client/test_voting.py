"""`gongzhi vote`: what a voter keeps, what is sent as whom, and what a recount finds."""

import json
from functools import cache

import httpx
import pytest
from click.testing import CliRunner

from chassis.blind_signing import BlindKey
from gongzhi import ballots
from gongzhi.cli import gongzhi
from gongzhi.errors import Unreadable


@cache
def a_key():
    return BlindKey.made()


class Office:
    """A service of one secret vote, which can lose its answers and lie about the result."""

    def __init__(self):
        self.asked, self.urn, self.sealed = [], {}, True
        self.answers_lost = 0
        self.counted = None

    def __call__(self, request):
        self.asked.append(request)
        if request.method == "POST" and self.answers_lost:
            self.answers_lost -= 1
            self._answer(request)
            raise httpx.ReadError("the answer was lost")
        return self._answer(request)

    def _answer(self, request):
        part = request.url.path.rsplit("/", 1)[-1]
        content = json.loads(request.content) if request.content else {}
        return httpx.Response(
            200, json=getattr(self, f"_{part.replace('-', '_')}")(request, content)
        )

    def _secret_vote(self, _request, _content):
        return {
            "id": "t-1-p1",
            "topic_id": "t-1",
            "public_key": a_key().public,
            "urn": "sealed" if self.sealed else "counted",
            "on_roll": 1,
            "digest": ballots.digest_of(self.urn.values()),
            "counted": self.counted or {"agree": len(self.urn), "disagree": 0, "passed": 0},
        }

    def _roll(self, _request, content):
        signed = a_key().sign(ballots.read(content["blinded"]))
        return {"blind_signature": ballots.write(signed)}

    def _ballots(self, request, content):
        if request.method == "POST":
            self.urn[content["token"]] = content
        return {"items": [{"ballots": list(self.urn.values())}], "next": None}


@pytest.fixture
def office(monkeypatch):
    office = Office()
    real = httpx.Client
    monkeypatch.setattr(
        httpx, "Client", lambda **how: real(**how, transport=httpx.MockTransport(office))
    )
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    return office


@pytest.fixture
def vote(office, tmp_path):
    slip = tmp_path / "ballot.json"

    def run(*arguments):
        where = [] if "--slip" in arguments else ["--slip", str(slip)]
        return CliRunner().invoke(gongzhi, [*arguments, *where], env={"GONGZHI_TOKEN": "a-token"})

    run.slip, run.office = slip, office
    return run


def voted(vote):
    assert vote("vote", "roll", "t-1").exit_code == 0
    assert vote("vote", "cast", "agree").exit_code == 0
    vote.office.sealed = False
    return vote


def test_a_ballot_is_asked_for_by_name_cast_by_nobody_and_found_again(vote):
    voted(vote)

    verified = vote("verify-ballot", "t-1")

    assert verified.exit_code == 0, verified.output
    assert "yours is among them" in verified.output
    by_name = [
        r.url.path.rsplit("/", 1)[-1] for r in vote.office.asked if "authorization" in r.headers
    ]
    assert by_name == ["roll"]
    [cast] = [r for r in vote.office.asked if r.url.path.endswith("ballots") and r.content]
    assert {"authorization", "cookie", "idempotency-key", "traceparent"}.isdisjoint(cast.headers)


def test_a_lost_answer_costs_nothing(vote):
    vote.office.answers_lost = 2
    vote("vote", "roll", "t-1")
    vote.office.answers_lost = 2
    vote("vote", "cast", "agree")

    sent = [json.loads(r.content).get("blinded") for r in vote.office.asked if r.content]

    assert len({one for one in sent if one}) == 1
    assert len(vote.office.urn) == 1


def test_stopped_after_the_slip_was_kept_it_goes_on_with_the_same_token(vote):
    slip = ballots.keep(ballots.new_slip(vote.office._secret_vote(None, None)), vote.slip)

    voted(vote)

    assert list(vote.office.urn) == [slip.token]
    assert ballots.read_slip(vote.slip).cast


def test_the_slip_is_for_its_owners_eyes(vote):
    voted(vote)

    assert vote.slip.stat().st_mode & 0o077 == 0


def test_a_choice_cannot_be_changed_and_a_slip_is_of_one_vote(vote):
    voted(vote)
    vote.slip.write_text(vote.slip.read_text().replace("t-1-p1", "t-1-p2"))

    changed = vote("vote", "cast", "disagree")
    other = vote("vote", "roll", "t-1")

    assert (changed.exit_code, "cannot be changed" in changed.output) == (2, True)
    assert (other.exit_code, "is the slip of t-1-p2" in other.output) == (2, True)


def tampered(vote, how):
    [token] = vote.office.urn
    if how == "gone":
        del vote.office.urn[token]
    elif how == "changed":
        vote.office.urn[token] = vote.office.urn[token] | {"choice": "disagree"}
        vote.office.counted = {"agree": 0, "disagree": 1, "passed": 0}
    elif how == "stuffed":
        other = ballots.write(bytes(32))
        vote.office.urn[other] = vote.office.urn[token] | {"token": other}
    else:
        vote.office.counted = {"agree": 0, "disagree": 1, "passed": 0}


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("gone", "your ballot is not among those"),
        ("changed", "your ballot was counted as disagree"),
        ("stuffed", "1 ballots were not signed"),
        ("miscounted", "the published result is"),
    ],
)
def test_a_recount_finds_what_is_wrong(vote, how, found):
    tampered(voted(vote), how)

    verified = vote("verify-ballot", "t-1")

    assert verified.exit_code == 1
    assert found in verified.output


def test_a_file_that_is_no_slip_is_said_so(vote):
    vote.slip.write_text("[]")

    assert isinstance(vote("vote", "cast", "agree").exception, Unreadable)
