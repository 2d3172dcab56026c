"""Places that meet by a rhythm, those that fell silent, and those that never met."""

from datetime import UTC, datetime

import pytest

from chassis.testing import token
from services.expression import inbound
from services.expression.events import DeliberationMissed, DeliberationScheduled

ESTATE, VILLAGE = "440605124004-e01", "440605124004-e02"
BUILDING = f"{ESTATE}-b03"
TOWN = token("worker", sub="w-1", divisions=("440605124",))
ELSEWHERE = token("worker", sub="w-2", divisions=("440605125",))


class Square:
    def __init__(self, h):
        self.h = h
        for code, kind in (
            (ESTATE, "estate"),
            (VILLAGE, "natural_village"),
            (BUILDING, "building"),
        ):
            h.hears(inbound.PlaceEntered(code, kind, code), twice=True)

    def rhythm(self, code, rhythm="monthly", as_=TOWN):
        return self.h.put(f"/v1/deliberations/places/{code}/rhythm", {"rhythm": rhythm}, as_=as_)

    def held(self, code, held_on="2019-05-04", as_=TOWN, **more):
        body = {"held_on": held_on, "present": 9} | more
        return self.h.post(f"/v1/deliberations/places/{code}/sessions", body, as_=as_)

    def coverage(self, division="440605124"):
        shown = self.h.get(f"/v1/deliberations/coverage?division={division}").json["levels"]
        return {one.pop("level"): one for one in shown}

    def places(self, status):
        found = self.h.get(f"/v1/deliberations/places?status={status}&division=440605124").json
        return {one["id"]: one for one in found["items"]}

    def sessions(self, code):
        found = self.h.get(f"/v1/deliberations/places/{code}/sessions").json["items"]
        return {one["period"]["name"]: one["state"] for one in found}

    def pass_to(self, *day):
        self.h.now = datetime(*day, tzinfo=UTC)
        for _ in range(6):
            self.h.tick("find_missing_sessions")


@pytest.fixture
def square(hall):
    return Square(hall.h)


def numbers(places=1, meeting=0, silent=0, none=0):
    return {"places": places, "meeting": meeting, "silent": silent, "none": none}


def test_every_place_that_was_entered_is_a_gap_at_first(square):
    coverage = square.coverage()

    assert coverage["natural_village"] == coverage["building"] == numbers(none=1)
    assert coverage["community"] == numbers(places=0)
    assert set(square.places("none")) == {ESTATE, VILLAGE, BUILDING}
    assert square.coverage("440605125")["estate"] == numbers(places=0)


def test_a_place_with_a_rhythm_meets_until_it_misses_one(square):
    assert square.rhythm(BUILDING).status == 200
    assert square.coverage()["building"] == numbers(meeting=1)
    square.held(BUILDING)

    square.pass_to(2019, 7, 2)

    assert square.sessions(BUILDING) == {
        "2019-05": "held",
        "2019-06": "missed",
        "2019-07": "scheduled",
    }
    assert square.coverage()["building"] == numbers(silent=1)
    assert square.places("silent")[BUILDING]["last_held_on"] == "2019-05-04"
    [told] = [e for e in square.h.announced if isinstance(e, DeliberationMissed)]
    assert (told.period, told.in_a_row, told.owner) == ("2019-06", 1, "440605124004")


def test_the_clock_tells_of_each_period_once(square):
    square.rhythm(ESTATE, "quarterly")

    square.pass_to(2020, 1, 2)

    missed = [e.period for e in square.h.announced if isinstance(e, DeliberationMissed)]
    assert missed == ["2019-Q2", "2019-Q3", "2019-Q4"]
    scheduled = [e.period for e in square.h.announced if isinstance(e, DeliberationScheduled)]
    assert scheduled == [*missed, "2020-Q1"]
    assert square.places("silent")[ESTATE]["missed_in_a_row"] == 3


def test_entered_later_it_was_held_after_all(square):
    square.rhythm(ESTATE)
    square.pass_to(2019, 6, 3)

    entered = square.held(ESTATE, "2019-05-30")

    assert entered.json["state"] == "held"
    assert square.coverage()["estate"] == numbers(meeting=1)


def test_a_rhythm_that_ends_takes_back_what_was_still_to_come(square):
    square.rhythm(ESTATE)
    square.rhythm(ESTATE, "quarterly")
    assert square.sessions(ESTATE) == {"2019-Q2": "scheduled"}

    square.rhythm(ESTATE, None)

    assert square.sessions(ESTATE) == {}
    assert square.coverage()["estate"] == numbers(none=1)


def test_the_same_rhythm_again_changes_nothing(square):
    first = square.rhythm(ESTATE)
    again = square.rhythm(ESTATE)

    assert first.json == again.json
    assert len([e for e in square.h.announced if isinstance(e, DeliberationScheduled)]) == 1


def test_a_session_names_topics_of_its_place(square, hall):
    topic_id = hall.raised()

    known = square.held(BUILDING, topics=[topic_id])
    unknown = square.held(BUILDING, topics=["no-topic"])

    assert known.json["topics"] == [topic_id]
    assert (unknown.status, unknown.json["type"].endswith("topic-elsewhere")) == (422, True)


def test_two_sessions_in_a_month_without_a_rhythm_are_entered_as_one(square):
    square.held(VILLAGE, "2019-05-02")

    assert square.held(VILLAGE, "2019-05-04").status == 201
    assert square.sessions(VILLAGE) == {"2019-05": "held"}


@pytest.mark.parametrize(
    ("code", "held_on", "refusal"),
    [(BUILDING, "2019-05-07", "held-in-future"), ("440605124", "2019-05-04", "place-unfit")],
)
def test_what_cannot_be_is_refused(square, code, held_on, refusal):
    answer = square.held(code, held_on)

    assert (answer.status, answer.json["type"].endswith(refusal)) == (422, True)


def test_another_towns_staff_set_nothing_here(square):
    assert square.rhythm(ESTATE, as_=ELSEWHERE).status == 403
    assert square.held(ESTATE, as_=ELSEWHERE).status == 403


def test_a_place_that_ended_is_no_gap(square):
    square.rhythm(ESTATE)

    square.h.hears(inbound.PlaceEnded(ESTATE, ESTATE), twice=True)
    square.pass_to(2019, 7, 2)

    assert square.coverage()["estate"] == numbers(places=0)
    assert not [e for e in square.h.announced if isinstance(e, DeliberationMissed)]
    assert square.held(ESTATE).json["type"].endswith("place-ended")
