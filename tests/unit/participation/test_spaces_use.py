from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chassis.suppression import LEAST
from services.participation.domain.residents.resident import Purpose, Resident
from services.participation.domain.sections import Edition, Section
from services.participation.domain.spaces.space import Visit
from services.participation.domain.spaces.use import (
    GROUP,
    HOUR,
    counted_by,
    published,
    shortest_idle,
    totals_of,
)

EVENING = datetime(2019, 4, 30, 16, 30, tzinfo=UTC)  # half past midnight, the first of May
RESIDENT = Resident("r1", "440605126009", ("youth", "newcomer"), EVENING)
VISIT = Visit("v1", "440605126009", "r1", "s1", EVENING)


def an_edition(days, since=date(2019, 1, 1)):
    return Edition(f"s-{days}", 1, "440605", since, {"idle_days": days})


def test_a_visit_counts_for_its_month_hour_and_groups_as_china_tells_time():
    assert totals_of(VISIT, RESIDENT) == {
        "visits": 1,
        "2019-05": 1,
        "hour_00": 1,
        "group_newcomer": 1,
        "group_youth": 1,
    }


def test_a_group_named_twice_counts_once():
    twice = replace(RESIDENT, groups=("youth", "youth"))

    assert counted_by(GROUP, totals_of(VISIT, twice)) == {"youth": 1}


def test_whoever_said_no_to_statistics_is_in_no_group():
    private = replace(RESIDENT, withdrawn=(Purpose.STATISTICS,))

    assert counted_by(GROUP, totals_of(VISIT, private)) == {}
    assert counted_by(HOUR, totals_of(VISIT, private)) == {"00": 1}


def test_the_shortest_rule_in_force_says_where_to_look():
    section = Section("spaces", (an_edition(90), an_edition(14), an_edition(7, date(2020, 1, 1))))

    assert shortest_idle(None, on=date(2019, 5, 6)) == 30
    assert shortest_idle(section, on=date(2019, 5, 6)) == 14
    assert shortest_idle(Section("spaces", (an_edition(90),)), on=date(2019, 5, 6)) == 30


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        ({}, (0, {})),
        ({"2019-05": 4}, (None, {"2019-05": None})),
        ({"2019-04": 5, "2019-05": 9}, (14, {"2019-04": 5, "2019-05": 9})),
        ({"2019-04": 1, "2019-05": 9}, (10, {"2019-04": None, "2019-05": None})),
        ({"2019-04": 1, "2019-05": 3, "2019-06": 9}, None),
    ],
)
def test_what_is_published_betrays_no_small_number(months, shown):
    total, by_month = published(months)

    assert shown is None or (total, by_month) == shown
    left = sum(count for name, count in months.items() if by_month[name] is None)
    assert total is None or left == 0 or left >= LEAST
