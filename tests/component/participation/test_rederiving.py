"""A new ladder for past days goes through the standings in the background, some at a time."""

from datetime import date, timedelta

import pytest

from chassis.testing.harness import token
from services.participation.domain.ladder.standing import Deed, Evidence, Standing, record
from services.participation.domain.ladder.thresholds import FOUNDING
from services.participation.inbound import StandardPublished

LADDER = FOUNDING.rungs | {"activity": {"activity_attended": 3}}


def a_ladder(rungs=LADDER, **changes):
    content = {"standard_id": "plan-2019", "number": 1, "in_force_from": date(2019, 5, 1)}
    content |= {"rules": {"ladder": rungs}, "division": "440605"} | changes
    return StandardPublished(**content)


def who_attended(resident_id, division):
    deed = Evidence(f"e-{resident_id}", Deed.ACTIVITY_ATTENDED, "a1", date(2019, 5, 6))
    return record(Standing(resident_id, division), deed, FOUNDING)[0]


def moved(service):
    return [e for e in service.announced if type(e).__name__ == "StandingRederived"]


def go_through(service, ticks=4):
    for _ in range(ticks):
        service.tick("go_on_rederiving")


def test_who_moves_is_announced_once_with_the_standard_that_moved_them(service, places, official):
    service.given("standings", who_attended("ann", places.dabu))
    service.hears(a_ladder(), twice=True)

    go_through(service)

    [event] = moved(service)
    assert (event.resident_id, event.previous, event.rung) == ("ann", "activity", None)
    assert (event.standard_id, event.number, event.evidence) == ("plan-2019", 1, [])
    assert service.stored("standings", "ann").rung is None
    [run] = service.get("/v1/rederivations", as_=official).json["items"]
    assert (run["examined"], run["raised"], run["lowered"], run["open"]) == (2, 0, 1, False)


def test_the_counts_of_residents_on_each_rung_move_with_them(service, places, worker):
    service.given("standings", who_attended("ann", places.dabu))
    service.hears(a_ladder())

    go_through(service)

    rungs = service.get(f"/v1/standings/summary?division={places.dabu}", as_=worker).json["rungs"]
    assert (rungs["none"], rungs["activity"]) == (1, -1)  # nobody was counted in before


def test_standings_are_gone_through_fifty_at_a_time_whatever_their_ids(service, places):
    ids = [f"r-{number:03}" for number in range(60)] + [f"{number:02x}" for number in range(60)]
    people = [who_attended(identity, places.dabu) for identity in ids]
    service.given("standings", *people)
    service.hears(a_ladder())

    service.tick("go_on_rederiving")
    first = len(moved(service))
    go_through(service)

    assert first == 50
    assert len(moved(service)) == len(people)
    assert not service.stored("rederivations", "plan-2019:1").open


def test_only_the_standings_of_its_division_are_judged_anew(service, places):
    service.given("standings", who_attended("ann", places.dabu))
    service.given("standings", who_attended("bob", places.tangzhong))

    service.hears(a_ladder(division="440605124"))
    go_through(service)

    assert [event.resident_id for event in moved(service)] == ["bob"]


def test_a_ladder_of_a_later_day_moves_nobody(service, places):
    service.given("standings", who_attended("ann", places.dabu))

    service.hears(a_ladder(in_force_from=date(2019, 5, 7)))
    go_through(service)

    assert moved(service) == []


def test_a_step_that_a_milder_ladder_gives_is_a_step_like_any_other(service, ann, announced):
    service.hears(a_ladder({"space": {"space_visited": 2}}, in_force_from=date(2019, 1, 1)))
    service.post("/v1/visits", {"resident_id": "ann", "space_id": "home"}, as_=ann)

    service.hears(a_ladder({"space": {"space_visited": 1}}, number=2))
    go_through(service, ticks=5)

    assert announced()[-2:] == ["ResidentSteppedUp", "StandingRederived"]
    assert service.stored("standings", "ann").rung == "space"


@pytest.mark.parametrize(("days", "rung"), [(300, "space"), (365, None)])
def test_a_standing_shows_the_highest_rung_and_the_one_held(service, ann, days, rung):
    service.post("/v1/visits", {"resident_id": "ann", "space_id": "home"}, as_=ann)
    service.now += timedelta(days=days)

    shown = service.get("/v1/residents/ann/standing", as_=ann).json

    assert (shown["rung"], shown["held"]["rung"]) == ("space", rung)
    assert len(shown["held"]["evidence"]) == (1 if rung else 0)


def test_rederivations_are_for_officials(service, ann, worker):
    elsewhere = token("official", sub="x", divisions=("440606",))
    service.hears(a_ladder())

    assert service.get("/v1/rederivations", as_=ann).status == 403
    assert service.get("/v1/rederivations", as_=worker).status == 403
    assert service.get("/v1/rederivations", as_=elsewhere).json["items"] == []
