"""What is settled at the desk goes in its time; open letters stay, and the record stays longer."""

from datetime import timedelta

import pytest

from chassis.deadletters import retention
from chassis.testing import Harness, token
from tests.toys.counting.service import CountingService
from tests.toys.letters import NOON, a_letter, trial

OPS = token("ops", sub="ops-1")
OF_A_TOWN = token("ops", sub="ops-2", divisions=("440605124",))
LETTERS = "/v1/dead-letters"
OLD = [a_letter(trial(f"e{number}"), at=NOON + timedelta(seconds=number)) for number in range(3)]


@pytest.fixture
def desk():
    """Three letters: one stays open, two are given up."""
    made = Harness(CountingService)
    made.given("dead_letters", *OLD)
    for letter in OLD[1:]:
        made.post(f"{LETTERS}/{letter.id}/discard", {"why": "a test of theirs"}, as_=OPS)
    return made


def kept(desk, collection="dead_letters"):
    return len(desk.backend.collections.get(collection, {}))


def go_on(desk):
    desk.tick("let_go_of_settled_letters")


def test_a_settled_letter_goes_in_its_time_and_an_open_one_stays(desk):
    desk.now += timedelta(days=90)
    go_on(desk)
    before = kept(desk)

    desk.now += timedelta(seconds=1)
    for _ in range(2):
        go_on(desk)

    assert (before, kept(desk)) == (3, 1)
    assert desk.stored("dead_letters", OLD[0].id).state == "open"


def test_the_record_outlives_the_letter_and_holds_no_message(desk):
    desk.now += timedelta(days=1096)
    go_on(desk)

    rows = desk.get("/v1/desk-actions", as_=OPS).json["items"]

    assert [(row["action"], row["by"]) for row in rows] == [("discard", "ops-1")] * 2
    assert {row["letter_id"] for row in rows} == {letter.id for letter in OLD[1:]}
    assert '"actor"' not in str(desk.backend.collections["desk_actions"])


def test_the_record_goes_after_three_years(desk):
    desk.now += timedelta(days=1096, seconds=1)

    go_on(desk)

    assert kept(desk, "desk_actions") == 0


def test_many_go_in_portions(desk, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    desk.now += timedelta(days=91)

    left = []
    for _ in range(3):
        go_on(desk)
        left.append(kept(desk))

    assert left == [2, 1, 1]


def test_the_whole_record_is_for_the_district_alone(desk):
    assert desk.get("/v1/desk-actions", as_=OF_A_TOWN).status == 403
    assert desk.get("/v1/desk-actions", as_=token("worker", sub="wu")).status == 403
