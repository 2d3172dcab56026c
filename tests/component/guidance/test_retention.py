"""What was suggested to whom goes in time; what it led to stays counted."""

from datetime import timedelta

import pytest

from services.guidance.domain.retention import THREE_YEARS
from services.guidance.domain.suggestions import Suggestion
from tests.component.guidance.given import NOON, RESIDENT, TANGZHONG, guidance

DAY = timedelta(days=1)
TICK = "let_go_of_old_suggestions"
RULED = {"retention": {"suggestions": 100}}


def with_suggestions(rules, *ages):
    h = guidance(rules)
    for age in ages:
        offered_at = NOON - age * DAY
        h.given(
            "suggestions",
            Suggestion(f"s{age}", "r", "shift", "x", "space", "", TANGZHONG, offered_at),
        )
    return h


def left(h):
    return sorted(h.backend.collections["suggestions"])


@pytest.mark.parametrize(("rules", "days"), [(RULED, 100), ({"reopen_days": 9}, THREE_YEARS)])
def test_suggestions_go_once_their_time_is_over(rules, days):
    h = with_suggestions(rules, days - 1, days)

    h.tick(TICK)
    h.tick(TICK)

    assert left(h) == [f"s{days - 1}"]
    assert h.stored("let_go", "440605")["suggestions"] == 1


def test_those_of_another_district_stay():
    h = with_suggestions(RULED)
    h.given("suggestions", Suggestion("s", "r", "shift", "x", "space", "", "440606001001", NOON))
    h.now += 500 * DAY

    h.tick(TICK)

    assert left(h) == ["s"]


def test_how_often_steps_were_taken_stays():
    h = with_suggestions(RULED, 101)
    h.given("conversions")
    h.backend.collections["conversions"]["x"] = {"_id": "x", "accepted": 1}

    h.tick(TICK)

    assert left(h) == []
    assert h.stored("conversions", "x")["accepted"] == 1


def test_anybody_who_takes_part_reads_how_long_they_are_kept():
    h = with_suggestions(RULED, 101)
    h.tick(TICK)

    shown = h.get("/v1/retention", as_=RESIDENT).json

    assert shown == {"division": "440605", "suggestions_days": 100, "suggestions_let_go": 1}
    assert h.get("/v1/retention").status == 401
