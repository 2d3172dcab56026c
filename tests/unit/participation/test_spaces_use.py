from dataclasses import replace
from datetime import UTC, date, datetime

from services.participation.domain.residents import Purpose, Resident
from services.participation.domain.sections import Edition, Section
from services.participation.domain.spaces import Visit
from services.participation.domain.spaces_use import (
    GROUP,
    HOUR,
    counted_by,
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
