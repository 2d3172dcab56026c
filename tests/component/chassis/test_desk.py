"""The desk over HTTP: letters are listed, shown, heard again, mended and given up."""

from datetime import timedelta

import pytest

from chassis.deadletters.letter import Fate
from chassis.errors import NotFound
from chassis.testing import Harness, token
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, NOON, UNDECODABLE, a_letter, trial

OPS = token("ops", sub="ops-1")
LETTERS = "/v1/dead-letters"


@pytest.fixture
def desk():
    return Harness(CountingService)


@pytest.fixture
def mended(monkeypatch):
    monkeypatch.setenv("TOY_MENDED", "1")


def given(desk, *letters):
    desk.given("dead_letters", *letters)
    return letters[0]


def act(desk, letter, action, body=None, **how):
    return desk.post(f"{LETTERS}/{letter.id}/{action}", body, **{"as_": OPS, **how})


def trials(desk):
    return desk.backend.collections.get("totals", {}).get("trials", {}).get("made", 0)


def actions(desk):
    return list(desk.backend.collections.get("desk_actions", {}).values())


def test_a_letter_is_heard_again_once_the_fault_is_mended(desk, mended):
    letter = given(desk, a_letter())

    answer = act(desk, letter, "replay")

    assert (answer.status, answer.json["outcome"], answer.json["state"]) == (
        200, "replayed", "replayed",
    )  # fmt: skip
    assert trials(desk) == 1
    assert "event:e1" in desk.backend.collections["inbox"]
    assert desk.stored("dead_letters", letter.id).settled_at == desk.now


def test_a_replay_is_on_record_with_who_and_when(desk, mended):
    letter = given(desk, a_letter())

    act(desk, letter, "replay")
    (told,) = desk.get(f"{LETTERS}/{letter.id}", as_=OPS).json["history"]

    assert (told["action"], told["outcome"], told["by"], told["letter_id"]) == (
        "replay", "replayed", "ops-1", letter.id,
    )  # fmt: skip
    assert told["before"] == letter.digest != told["after"]
    assert told["at"] == "2019-05-06T04:00:00Z"


def test_what_fails_again_stays_with_its_new_reason(desk):
    letter = given(desk, a_letter(trial(fate="refused")))

    answer = act(desk, letter, "replay")
    kept = desk.stored("dead_letters", letter.id)

    assert (answer.status, answer.json["outcome"], answer.json["state"]) == (
        200, "failed-again", "open",
    )  # fmt: skip
    assert (letter.reason, kept.reason) == ("handler-bug", "refused")
    assert (kept.attempt, kept.error, kept.detail) == (letter.attempt + 1, "Refused", "no")
    assert trials(desk) == 0
    assert [row["outcome"] for row in actions(desk)] == ["failed-again"]
    assert "event:e1" not in desk.backend.collections.get("inbox", {})


def test_a_message_that_still_cannot_be_read_stays(desk):
    letter = given(desk, a_letter(GIBBERISH, NotFound("x", "y")))

    answer = act(desk, letter, "replay")

    assert (answer.json["outcome"], answer.json["reason"]) == ("failed-again", "undecodable")


def test_what_was_handled_meanwhile_is_replayed_without_effect(desk, mended):
    letter = given(desk, a_letter())
    desk.reads(trial())

    answer = act(desk, letter, "replay")

    assert (answer.json["outcome"], answer.json["state"]) == ("handled-before", "replayed")
    assert trials(desk) == 1


def test_an_event_of_two_letters_takes_effect_once(desk, mended):
    told_otherwise = trial(subject="a1")
    given(desk, a_letter(), a_letter(told_otherwise, at=NOON + timedelta(seconds=1)))

    answer = desk.post(f"{LETTERS}/replay", {}, as_=OPS)

    assert [one["outcome"] for one in answer.json["items"]] == ["replayed", "handled-before"]
    assert trials(desk) == 1


@pytest.mark.parametrize("action", ["replay", "discard"])
def test_a_letter_is_settled_once(desk, mended, action):
    letter = given(desk, a_letter())
    act(desk, letter, "replay")

    answer = act(desk, letter, action, {"why": "again"} if action == "discard" else None)

    assert (answer.status, answer.json["type"]) == (409, "urn:gongzhi:problem:letter-closed")
    assert (trials(desk), len(actions(desk))) == (1, 1)


def test_a_replay_under_one_key_happens_once(desk, mended):
    letter = given(desk, a_letter())

    first = act(desk, letter, "replay", key="k1")
    second = act(desk, letter, "replay", key="k1")

    assert (first.json, second.headers["Idempotency-Replayed"]) == (second.json, "true")
    assert (trials(desk), len(actions(desk))) == (1, 1)


def test_a_letter_is_given_up_with_a_reason(desk):
    letter = given(desk, a_letter(GIBBERISH, UNDECODABLE))

    answer = act(desk, letter, "discard", {"why": "their test"})
    told = desk.get(f"{LETTERS}/{letter.id}", as_=OPS).json

    assert answer.json["state"] == told["state"] == "discarded"
    assert told["history"][0]["why"] == "their test"
    assert told["body"] == {"text": None, "base64": "/wB7"}


@pytest.mark.parametrize("body", [{}, {"why": ""}, {"why": "  "}])
def test_nothing_is_given_up_without_a_reason(desk, body):
    letter = given(desk, a_letter())

    assert act(desk, letter, "discard", body).status == 422
    assert desk.stored("dead_letters", letter.id).state is Fate.OPEN


def test_a_letter_that_is_not_there_is_not_found(desk):
    assert desk.get(f"{LETTERS}/none", as_=OPS).status == 404
    assert desk.post(f"{LETTERS}/none/replay", as_=OPS).status == 404


@pytest.mark.parametrize("role", ["integrator", "official", "worker", "resident"])
def test_only_those_who_run_the_system_may_come_near(desk, role):
    letter = given(desk, a_letter())
    as_ = token(role)

    asked = [
        desk.get(LETTERS, as_=as_),
        desk.get(f"{LETTERS}/{letter.id}", as_=as_),
        act(desk, letter, "replay", as_=as_),
        desk.post(f"{LETTERS}/discard", {"why": "x"}, as_=as_),
    ]

    assert [answer.status for answer in asked] == [403] * 4


def test_many_are_heard_again_each_on_its_own(desk, mended):
    good, bad = a_letter(trial("e1")), a_letter(trial("e2", fate="refused"))
    given(desk, good, bad, a_letter(trial("e3")))

    answer = desk.post(f"{LETTERS}/replay", {"reason": "handler-bug"}, as_=OPS)

    outcomes = {one["id"]: one["outcome"] for one in answer.json["items"]}
    assert (outcomes[good.id], outcomes[bad.id], len(outcomes)) == ("replayed", "failed-again", 3)
    assert trials(desk) == 2


def test_a_dry_run_says_which_and_changes_nothing(desk, mended):
    letter = given(desk, a_letter())

    answer = desk.post(f"{LETTERS}/replay", {"dry_run": True}, as_=OPS)

    assert answer.json["dry_run"] is True
    assert [(one["id"], one["outcome"]) for one in answer.json["items"]] == [
        (letter.id, "would-be")
    ]
    assert (trials(desk), actions(desk)) == (0, [])
    assert desk.stored("dead_letters", letter.id).state is Fate.OPEN


def test_no_more_are_taken_than_asked_for_and_the_oldest_first(desk):
    old, new = a_letter(trial("e1")), a_letter(trial("e2"), at=NOON + timedelta(hours=1))
    given(desk, new, old)

    answer = desk.post(f"{LETTERS}/discard", {"why": "old", "most": 1}, as_=OPS)

    assert [one["id"] for one in answer.json["items"]] == [old.id]
    assert desk.stored("dead_letters", new.id).state is Fate.OPEN
