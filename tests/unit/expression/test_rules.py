from datetime import date

import pytest

from chassis.errors import Refused
from services.expression.domain.places import Level
from services.expression.domain.rules.rulebook import Standard, in_force, take_up
from services.expression.holidays import CALENDAR

from .builders import PLACE, RULES


def a_standard(identity="plan", number=1, since=date(2018, 2, 1), division="440605", **rules):
    return Standard(identity, number, since, division, rules)


def the_rules(*standards, day=date(2019, 5, 6), place=PLACE):
    book = None
    for standard in standards:
        book, _ = take_up(book, standard)
    return in_force(book, day, place, CALENDAR)


def test_without_a_standard_the_defaults_hold_and_say_so():
    assert RULES.deadlines["screening"] == 3
    assert RULES.quorum(Level.BUILDING) == 5
    assert RULES.clauses["deadlines"] == "default"


def test_a_section_follows_the_latest_standard_in_force_that_has_it():
    rules = the_rules(
        a_standard("old", deadlines={"screening": 5}, reopen_days=10),
        a_standard("new", since=date(2019, 1, 1), deadlines={"screening": 2}),
        a_standard("next", since=date(2020, 1, 1), deadlines={"screening": 1}),
    )

    assert rules.deadlines["screening"] == 2
    assert rules.deadlines["execution"] == 30
    assert rules.reopen_days == 10
    assert rules.clauses["deadlines"] == "new"


def test_of_two_numbers_in_force_from_the_same_day_the_later_holds_whatever_came_first():
    first, second = a_standard(number=1, majority=0.5), a_standard(number=2, majority=0.6)

    assert the_rules(first, second).majority == the_rules(second, first).majority == 0.6


def test_a_standard_holds_only_where_it_was_published_for():
    town = a_standard("town", division="440605125", quorums={"building": 2})

    assert the_rules(town).quorum(Level.BUILDING) == 5
    assert the_rules(town, place="440605125001").quorum(Level.BUILDING) == 2


def test_a_standard_published_twice_is_kept_once():
    once, _ = take_up(None, a_standard(majority=0.6))
    twice, _ = take_up(once, a_standard(majority=0.6))

    assert once == twice


def test_sections_of_other_systems_are_not_kept():
    book, _ = take_up(None, a_standard(ladder={"space": 1}))

    assert book.standards == ()


@pytest.mark.parametrize(
    "rules",
    [
        {"deadlines": {"screening": 0}},
        {"deadlines": ["screening"]},
        {"deadlines": {"screening": 367}},
        {"quorums": {"building": True}},
        {"quorums": {"building": 1_000_001}},
        {"majority": 0},
        {"majority": 1},
        {"majority": "half"},
        {"categories": {"parking": True}},
        {"reopen_days": -1},
    ],
)
def test_rules_of_an_unknown_form_are_refused(rules):
    with pytest.raises(Refused, match="not of the known form"):
        take_up(None, a_standard(**rules))
