from datetime import date

from chassis.events import sample
from services.guidance.inbound import ResidentErased, SpaceVisited
from tests.component.guidance.given import (
    COMMUNITY,
    OFFICIAL,
    POINTS,
    guidance,
    ledger,
    points,
    totals_equal_the_ledger,
)

ME = "resident:r-1001"
SCORING = {
    "reference": "scoring",
    "title": "积分指引",
    "kind": "guideline",
    "in_force_from": "2019-01-01",
    "rules": POINTS,
    "division": "440605",
}


def a_visit(**changes):
    return SpaceVisited(**{**sample(SpaceVisited), **changes})


def test_what_is_done_before_a_standard_is_known_waits_for_its_points():
    h = guidance(None)

    h.hears(a_visit(), identity="event-1", twice=True)

    assert ledger(h) == []
    assert h.stored("unscored", "event-1") is not None


def test_a_standard_published_late_gives_points_from_its_day_on():
    h = guidance(None)
    h.hears(a_visit(), identity="event-1")

    h.post("/v1/standards", SCORING, as_=OFFICIAL)
    h.tick("score_the_waiting")
    h.tick("score_the_waiting")

    assert points(h, ME) == (1, 1)
    assert points(h, COMMUNITY) == (4, 1)
    assert h.stored("unscored", "event-1") is None
    assert totals_equal_the_ledger(h)


def test_what_was_done_before_the_first_day_goes_on_waiting():
    h = guidance(POINTS, in_force_from=date(2019, 5, 5))
    h.hears(a_visit(), identity="event-1")

    h.tick("score_the_waiting")

    assert ledger(h) == []
    assert h.stored("unscored", "event-1") is not None


def test_points_once_given_stay_when_a_new_version_comes():
    h = guidance(None)
    h.post("/v1/standards", SCORING, as_=OFFICIAL)
    h.hears(a_visit(), identity="event-1")

    rules = {"points": {"space_visited": {"resident": 9}}}
    body = {k: v for k, v in SCORING.items() if k not in ("reference", "division")}
    h.put("/v1/standards/scoring", {**body, "rules": rules}, as_=OFFICIAL)
    h.hears(a_visit(), identity="event-2")

    assert [(row.number, row.points) for row in ledger(h) if row.subject == ME] == [(1, 1), (2, 9)]


def test_an_erased_resident_is_taken_out_of_what_waits():
    h = guidance(None)
    h.hears(a_visit(), identity="event-1")
    h.hears(ResidentErased(**sample(ResidentErased)))

    h.tick("forget_the_erased")
    h.post("/v1/standards", SCORING, as_=OFFICIAL)
    h.tick("score_the_waiting")

    assert points(h, COMMUNITY) == (4, 1)
    assert ME not in {row.subject for row in ledger(h)}
