"""Which letters somebody is shown, and what may be put in the place of one."""

from datetime import timedelta

import pytest

from chassis.errors import NotFound
from chassis.testing import Harness, token
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, NOON, UNDECODABLE, a_letter, trial

SHISHAN, LISHUI = "440605124", "440605126"
OPS = token("ops", sub="ops-1")
OF_SHISHAN = token("ops", divisions=(SHISHAN,))
OF_LISHUI = token("ops", divisions=(LISHUI,))
LETTERS = "/v1/dead-letters"
WHY = {"why": "misspelled"}


@pytest.fixture
def desk():
    return Harness(CountingService)


def ids(answer):
    assert answer.status == 200, answer.json
    return [one["id"] for one in answer.json["items"]]


def given(desk, *letters):
    desk.given("dead_letters", *letters)
    return letters


@pytest.mark.parametrize(
    "query",
    [
        "reason=never-found",
        "handler=on_other",
        "type=gongzhi.trying.trial_made.v1&since=2019-05-06T04:30:00Z",
        "since=2019-05-06T12:30:00%2B08:00",
        "since=2019-05-06T12:30:00+08:00",
        "state=open&since=2019-05-06T05:00:00Z&until=2019-05-06T05:00:01Z",
    ],
)
def test_a_list_is_narrowed_by_what_is_known_of_a_death(desk, query):
    later = NOON + timedelta(hours=1)
    _, wanted = given(
        desk, a_letter(), a_letter(trial(), NotFound("x", "1"), handler="on_other", at=later)
    )

    assert ids(desk.get(f"{LETTERS}?{query}", as_=OPS)) == [wanted.id]


@pytest.mark.parametrize(
    "query", ["state=gone", "since=yesterday", "since=2019-05-06", "until=0001-01-01T00:00:00Z"]
)
def test_a_filter_that_makes_no_sense_is_refused(desk, query):
    assert desk.get(f"{LETTERS}?{query}", as_=OPS).status == 400


def test_a_list_comes_in_pages_the_oldest_first(desk):
    letters = given(
        desk, *(a_letter(trial(f"e{n}"), at=NOON + timedelta(seconds=n)) for n in range(5))
    )

    first = desk.get(f"{LETTERS}?limit=3", as_=OPS)
    rest = desk.get(f"{LETTERS}?limit=3&cursor={first.json['next']}", as_=OPS)

    assert ids(first) + ids(rest) == [letter.id for letter in letters]
    assert "body" not in first.json["items"][0]


def test_a_town_sees_its_own_letters_and_those_of_no_place_are_for_the_district(desk):
    own, other, nowhere = given(
        desk, a_letter(), a_letter(trial(division=LISHUI)), a_letter(GIBBERISH, UNDECODABLE)
    )

    assert ids(desk.get(LETTERS, as_=OF_SHISHAN)) == [own.id]
    assert ids(desk.get(LETTERS, as_=OF_LISHUI)) == [other.id]
    assert set(ids(desk.get(LETTERS, as_=OPS))) == {own.id, other.id, nowhere.id}
    assert desk.get(f"{LETTERS}/{nowhere.id}", as_=OPS).status == 200
    assert desk.get(f"{LETTERS}/{nowhere.id}", as_=OF_SHISHAN).status == 403


def test_a_list_of_one_place_holds_that_place_alone(desk):
    own, *_ = given(desk, a_letter(), a_letter(trial(division=LISHUI)))

    assert ids(desk.get(f"{LETTERS}?division={SHISHAN}", as_=OPS)) == [own.id]
    assert desk.get(f"{LETTERS}?division={SHISHAN}", as_=OF_LISHUI).status == 403


@pytest.mark.parametrize("action", ["replay", "discard"])
def test_an_action_on_many_leaves_those_of_other_places_alone(desk, action):
    own, other = given(desk, a_letter(), a_letter(trial(division=LISHUI)))

    answer = desk.post(f"{LETTERS}/{action}", WHY if action == "discard" else {}, as_=OF_LISHUI)

    assert ids(answer) == [other.id]
    assert desk.stored("dead_letters", own.id) == own


def test_another_town_can_do_nothing_with_a_letter(desk):
    (letter,) = given(desk, a_letter())
    path = f"{LETTERS}/{letter.id}"

    asked = [
        desk.get(path, as_=OF_LISHUI),
        desk.put(path, {"body": trial().decode(), **WHY}, as_=OF_LISHUI),
        desk.post(f"{path}/replay", as_=OF_LISHUI),
        desk.post(f"{path}/discard", WHY, as_=OF_LISHUI),
    ]

    assert [answer.status for answer in asked] == [403] * 4
    assert desk.stored("dead_letters", letter.id) == letter


def mend(desk, letter, body, **how):
    content = {"body": body.decode(), **WHY}
    return desk.put(f"{LETTERS}/{letter.id}", content, **{"as_": OPS, **how})


def test_a_mended_letter_is_heard_as_mended_and_the_first_message_is_kept(desk):
    (letter,) = given(desk, a_letter(GIBBERISH, UNDECODABLE))

    mended = mend(desk, letter, trial(fate="ok"))
    answer = desk.post(f"{LETTERS}/{letter.id}/replay", as_=OPS)
    told = desk.get(f"{LETTERS}/{letter.id}", as_=OPS).json

    assert (mended.status, mended.etag, mended.json["version"]) == (200, '"2"', 2)
    assert answer.json["outcome"] == "replayed"
    assert (told["body"]["base64"], told["edited"]["text"]) == (
        "/wB7", trial(fate="ok").decode(),
    )  # fmt: skip
    assert (told["event_id"], told["division"]) == ("e1", "440605124004")
    assert [row["action"] for row in told["history"]] == ["edit", "replay"]
    assert desk.backend.collections["totals"]["trials"]["made"] == 1


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        (b"{", 422, "undecodable"),
        (trial(type="gongzhi.trying.unheard_of.v1"), 422, "unknown-type"),
        (trial(data={"actor": 7}), 422, "schema-invalid"),
        (trial(padding="x" * 70_000), 422, "too-large"),
        (trial("another"), 409, "another-event"),
    ],
)
def test_what_cannot_be_heard_or_is_another_event_takes_no_letter_s_place(
    desk, body, status, problem
):
    (letter,) = given(desk, a_letter())

    answer = mend(desk, letter, body)

    assert (answer.status, answer.json["type"]) == (status, f"urn:gongzhi:problem:{problem}")
    assert desk.stored("dead_letters", letter.id) == letter


def test_a_letter_cannot_be_moved_to_a_place_one_does_not_answer_for(desk):
    (letter,) = given(desk, a_letter())

    answer = mend(desk, letter, trial(division=LISHUI), as_=OF_SHISHAN)

    assert answer.status == 403
    assert desk.stored("dead_letters", letter.id) == letter


def test_who_mends_a_letter_that_somebody_else_mended_first_is_told(desk):
    (letter,) = given(desk, a_letter())
    mend(desk, letter, trial(fate="ok"))

    answer = mend(desk, letter, trial(fate="later"), if_match='"1"')

    assert answer.status == 412
