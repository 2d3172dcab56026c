from dataclasses import replace
from datetime import date

import pytest

from chassis.errors import Refused
from services.participation.domain.ladder.thresholds import (
    FOUNDING,
    Rulebook,
    Thresholds,
    in_force,
    take_up,
)

MARCH, MAY, JULY = date(2019, 3, 1), date(2019, 5, 1), date(2019, 7, 1)
DISTRICT, DABU = "440605", "440605126009"


def a_ladder(**changes):
    ladder = Thresholds("plan-2019", 1, DISTRICT, MAY, {"space": {"space_visited": 2}})
    return replace(ladder, **changes)


def test_before_anything_is_published_the_founding_ladder_holds():
    assert in_force(None, on=MAY, division=DABU) is FOUNDING


def test_a_ladder_holds_from_its_day_on():
    rulebook = take_up(Rulebook(), a_ladder())

    assert in_force(rulebook, on=MARCH, division=DABU) is FOUNDING
    assert in_force(rulebook, on=MAY, division=DABU) == a_ladder()


def test_each_day_keeps_its_own_ladder():
    later = a_ladder(standard_id="plan-2020", in_force_from=JULY)
    rulebook = take_up(take_up(Rulebook(), later), a_ladder())

    assert in_force(rulebook, on=MAY, division=DABU).standard_id == "plan-2019"
    assert in_force(rulebook, on=JULY, division=DABU).standard_id == "plan-2020"


def test_of_two_ladders_from_one_day_the_later_version_holds():
    rulebook = take_up(take_up(Rulebook(), a_ladder(number=2)), a_ladder(number=1))

    assert in_force(rulebook, on=MAY, division=DABU).number == 2


def test_a_towns_ladder_does_not_hold_in_another_town():
    rulebook = take_up(Rulebook(), a_ladder(division="440605125"))

    assert in_force(rulebook, on=MAY, division=DABU) is FOUNDING


def test_a_ladder_published_twice_is_kept_once():
    once = take_up(Rulebook(), a_ladder())

    assert take_up(once, a_ladder()) == once


@pytest.mark.parametrize(
    "rungs",
    [
        "space",
        {"heaven": {"space_visited": 1}},
        {"space": 1},
        {"space": {"space_visited": 0}},
        {"space": {"space_visited": True}},
        {"space": {"space_visited": "1"}},
    ],
)
def test_a_ladder_that_makes_no_sense_is_refused(rungs):
    with pytest.raises(Refused):
        take_up(Rulebook(), a_ladder(rungs=rungs))
