"""How long what leads to a resident is kept, and since when the time of each record runs."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid
from services.participation.domain.ladder.standing import Deed, Evidence, Standing
from services.participation.domain.residents.resident import Resident
from services.participation.domain.residents.retention import (
    THREE_YEARS,
    Records,
    Walk,
    advance,
    check_not_let_go,
    days_kept,
    end,
    is_due,
    is_over,
    is_ruled,
    last_seen,
)
from services.participation.domain.sections import Edition, Section

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
DAY, CODE = timedelta(days=1), "440605126009"


def test_what_shows_how_data_was_handled_is_kept_for_three_years_without_a_standard():
    assert days_kept({}, Records.ACCESSES) == THREE_YEARS
    assert days_kept({"accesses": 2_000}, Records.ACCESSES) == 2_000


@pytest.mark.parametrize("records", [Records.VISITS, Records.PERSONAL])
def test_visits_and_names_are_let_go_only_where_a_standard_says_so(records):
    edition = Edition("plan", 1, "440605", date(2019, 1, 1), {records.value: 400})

    assert days_kept({}, records) is None
    assert not is_ruled(None, records)
    assert is_ruled(Section("retention", (edition,)), records)
    assert is_ruled(None, Records.ACCESSES)


@pytest.mark.parametrize(
    ("since", "days", "over"),
    [
        (NOON - 30 * DAY, 30, True),
        (NOON - 30 * DAY + timedelta(seconds=1), 30, False),
        (NOON - 30 * DAY, None, False),
        (None, 30, False),
    ],
)
def test_a_record_goes_when_its_days_are_over_and_not_before(since, days, over):
    assert is_over(since, days, now=NOON) is over


def test_who_took_part_lately_is_seen_on_that_day_however_long_ago_they_were_registered():
    resident = Resident("r1", CODE, (), NOON - 900 * DAY)
    deed = Evidence("e1", Deed.SPACE_VISITED, "v1", date(2019, 5, 1))
    standing = Standing("r1", CODE, evidence={"space": (deed,)})

    assert last_seen(resident, None) == resident.registered_at
    assert last_seen(resident, standing).date() == deed.on


def test_a_walk_goes_on_where_it_was_and_rests_for_a_day_at_the_end():
    fresh = Walk("visits")
    halfway = advance(fresh, cursor="v9", seen=500, let_go=3)
    ended = end(advance(halfway, cursor="v12", seen=3, let_go=1), now=NOON)

    assert is_due(fresh, now=NOON)
    assert is_due(halfway, now=NOON)
    assert not is_due(ended, now=NOON + DAY - timedelta(seconds=1))
    assert is_due(ended, now=NOON + DAY)
    assert (ended.cursor, ended.gone_through, ended.let_go) == ("", 503, 4)


def test_what_would_have_been_let_go_is_refused_with_field_and_rule_in_both_languages():
    with pytest.raises(Invalid) as refused:
        check_not_let_go(NOON - 31 * DAY, 30, now=NOON, field="visited_at")

    assert (refused.value.code, refused.value.field) == ("older-than-kept", "visited_at")
    assert "30" in refused.value.en
    assert "30" in refused.value.zh
    check_not_let_go(NOON - 31 * DAY, None, now=NOON, field="visited_at")
