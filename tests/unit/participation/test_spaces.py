from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.residents.resident import Resident
from services.participation.domain.spaces.space import (
    Hours,
    Space,
    SpaceKind,
    check_in,
    find_idle,
    open_space,
)
from services.participation.events import SpaceIdleFound, SpaceOpened, SpaceVisited

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605126009"
PLACE = Division(CODE, CODE, "大步", Kind.RESIDENTS_COMMITTEE, "440605126", committee=True)
RESIDENT = Resident("r1", "440605125003", (), NOON)


def a_space(**changes):
    space = Space("s1", CODE, SpaceKind.YOUTH_HOME, "亲青家园", 40, NOON, host_id="o1")
    return replace(space, **changes)


def test_a_space_opens_in_a_known_place():
    space, events = open_space(a_space(), PLACE)

    assert events == [SpaceOpened("s1", "youth_home", "亲青家园", 40, CODE)]
    assert space == a_space()


def test_a_space_in_an_unknown_place_is_refused():
    with pytest.raises(Invalid):
        open_space(a_space(), None)


def test_a_space_does_not_close_before_it_opens():
    with pytest.raises(Invalid):
        open_space(a_space(hours=(Hours(6, "21:00", "09:00"),)), PLACE)


def test_a_visit_counts_where_the_space_is():
    visit, events = check_in(RESIDENT, a_space(), visited_at=None, now=NOON)

    assert events == [SpaceVisited("r1", visit.id, "s1", "youth_home", "o1", CODE, NOON)]


def test_two_visits_on_a_day_are_one():
    morning, _ = check_in(RESIDENT, a_space(), visited_at=NOON - timedelta(hours=2), now=NOON)
    noon, _ = check_in(RESIDENT, a_space(), visited_at=None, now=NOON)
    yesterday, _ = check_in(RESIDENT, a_space(), visited_at=NOON - timedelta(days=1), now=NOON)

    assert morning.id == noon.id
    assert yesterday.id != noon.id


def test_nobody_visits_tomorrow():
    with pytest.raises(Invalid):
        check_in(RESIDENT, a_space(), visited_at=NOON + timedelta(days=1), now=NOON)


def test_a_closed_space_is_not_visited():
    with pytest.raises(Refused):
        check_in(RESIDENT, a_space(closed=True), visited_at=None, now=NOON)


def test_a_space_nobody_used_for_a_month_is_idle():
    space, events = find_idle(a_space(), last_used="2019-04-05", now=NOON)

    assert events == [SpaceIdleFound("s1", "youth_home", 31, CODE)]
    assert space.idle_since == date(2019, 4, 5)


def test_an_idle_space_is_announced_once():
    space, _ = find_idle(a_space(), last_used="2019-04-05", now=NOON)

    assert find_idle(space, last_used="2019-04-05", now=NOON) == (space, [])


def test_a_space_used_last_week_is_not_idle():
    assert find_idle(a_space(), last_used="2019-05-01", now=NOON) == (a_space(), [])
