"""A message that dies twice is one letter, and is open again where it died after it was settled."""

from datetime import timedelta

import pytest

from chassis.deadletters.collector import Arrived
from chassis.deadletters.letter import Fate
from chassis.errors import NotFound
from chassis.testing import Harness, token
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, NOON, UNDECODABLE, a_dead_message, trial

OPS = token("ops", sub="ops-1")
LETTERS = "/v1/dead-letters"
FIRST = a_dead_message(trial())
SECOND = a_dead_message(trial(), NotFound("actors", "a1"), at=NOON + timedelta(seconds=5))


@pytest.fixture
def desk():
    desk = Harness(CountingService)
    arrived(desk, FIRST)
    return desk


def arrived(desk, *messages):
    items = [Arrived(message) for message in messages]
    desk.process(items)
    assert [item.error for item in items] == [None] * len(messages)


def the_letter(desk):
    (identity,) = desk.backend.collections["dead_letters"]
    return desk.stored("dead_letters", identity)


def discard(desk):
    answer = desk.post(f"{LETTERS}/{the_letter(desk).id}/discard", {"why": "a test"}, as_=OPS)
    assert answer.json["outcome"] == "discarded"


def open_ones(desk):
    told = desk.backend.collections["open_letters"]["all"]
    return {reason: number for reason, number in told.items() if reason != "_id" and number}


def test_a_second_copy_changes_nothing_while_the_first_is_open(desk):
    before = the_letter(desk)

    arrived(desk, SECOND, SECOND)

    assert the_letter(desk) == before
    assert open_ones(desk) == {"handler-bug": 1}


def test_two_copies_that_arrive_together_are_one_letter():
    desk = Harness(CountingService)

    arrived(desk, FIRST, SECOND)

    assert the_letter(desk).dead_at == NOON
    assert open_ones(desk) == {"handler-bug": 1}


def test_one_that_dies_after_it_was_settled_is_open_again_with_its_tries(desk):
    discard(desk)
    later = a_dead_message(trial(), NotFound("actors", "a1"), at=desk.now + timedelta(hours=1))

    arrived(desk, later, later)

    letter = the_letter(desk)
    assert (letter.state, letter.settled_at, letter.reason) == (Fate.OPEN, None, "never-found")
    assert (letter.attempt, letter.dead_at) == (1, desk.now + timedelta(hours=1))
    assert (letter.first_at, letter.body) == (NOON, trial())
    assert open_ones(desk) == {"never-found": 1}


def test_a_copy_that_died_before_and_arrives_after_opens_nothing(desk):
    desk.now = NOON + timedelta(minutes=1)
    discard(desk)

    arrived(desk, SECOND, FIRST)

    assert (the_letter(desk).state, open_ones(desk)) == (Fate.DISCARDED, {})


def test_one_that_is_open_again_is_heard_again_once_its_fault_is_mended(desk, monkeypatch):
    discard(desk)
    arrived(desk, a_dead_message(trial(), at=desk.now + timedelta(hours=1)))
    monkeypatch.setenv("TOY_MENDED", "1")

    answers = [desk.post(f"{LETTERS}/{the_letter(desk).id}/replay", as_=OPS) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 409]
    assert desk.backend.collections["totals"]["trials"]["made"] == 1
    assert (the_letter(desk).state, open_ones(desk)) == (Fate.REPLAYED, {})


def test_what_names_no_event_is_a_letter_for_each_death():
    desk = Harness(CountingService)
    times = [NOON + timedelta(seconds=number) for number in range(3)]

    arrived(desk, *(a_dead_message(GIBBERISH, UNDECODABLE, at=at) for at in times))

    assert len(desk.backend.collections["dead_letters"]) == 3
