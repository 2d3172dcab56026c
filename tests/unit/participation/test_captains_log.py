from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chassis.errors import Invalid
from services.participation.domain.affairs.affair import Affair, AffairKind, Origin
from services.participation.domain.affairs.captains_log import (
    handled,
    known_level,
    known_month,
    rows_of,
)

CODE = "440605124004"
BUILDING = f"{CODE}-e01-b02"
# the last evening of April in UTC is May in China
AT = datetime(2019, 4, 30, 20, tzinfo=UTC)
DONE = Affair(
    "f1", BUILDING, "疏通", AffairKind.LIGHTING, Origin.CAPTAIN, AT, team_id="o", completed_at=AT
)


def test_an_affair_stands_in_the_rows_of_its_building_and_its_community():
    assert [row.id for row in rows_of(DONE)] == [
        f"o:community:{CODE}:2019-05",
        f"o:community:{CODE}:all",
        f"o:building:{BUILDING}:2019-05",
        f"o:building:{BUILDING}:all",
    ]


def test_what_concerns_a_whole_community_stands_in_no_row_of_a_building():
    rows = rows_of(replace(DONE, division=CODE))

    assert {row.level.value for row in rows} == {"community"}


@pytest.mark.parametrize("change", [{"team_id": None}, {"completed_at": None}])
def test_what_no_team_handled_stands_in_no_row(change):
    assert rows_of(replace(DONE, **change)) == []


def test_what_is_sent_back_is_taken_off_again():
    assert handled(DONE) == {"affairs": 1, "kind_lighting": 1}
    assert handled(DONE, -1) == {"affairs": -1, "kind_lighting": -1}


@pytest.mark.parametrize("text", ["2019", "2019-13", "2019-05-06", "May", ""])
def test_a_month_that_is_none_is_refused(text):
    with pytest.raises(Invalid) as caught:
        known_month(text)
    assert caught.value.field == "month"


def test_a_level_that_is_none_is_refused():
    with pytest.raises(Invalid) as caught:
        known_level("street")
    assert caught.value.field == "by"
