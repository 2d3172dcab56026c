"""Cells become what the API takes; one that does not is named by row, field and rule."""

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongzhi.sheets.cells import Failed, Formula, shown
from gongzhi.sheets.faults import Wrong
from gongzhi.sheets.kinds import GROUPS
from gongzhi.sheets.opening import opening_hours
from gongzhi.sheets.values import code, day, moment, numbers, some_of, texts, whole

from .sheets import A_VISIT, VISITS, a_text, a_workbook, broken

HALF_PAST_NINE = "2019-05-06T09:30:00+08:00"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (datetime(2019, 5, 6, 9, 30), HALF_PAST_NINE),  # noqa: DTZ001
        ("2019-05-06 09:30", HALF_PAST_NINE),
        ("2019/5/6 9:30:00", HALF_PAST_NINE),
        ("２０１９年５月６日　９：３０", HALF_PAST_NINE),
        ("2019-05-06T01:30Z", "2019-05-06T01:30:00+00:00"),
        ("2019-05-06T09:30:00+0800", HALF_PAST_NINE),
        ("2019-05-06", "2019-05-06T12:00:00+08:00"),
        (date(2019, 5, 6), "2019-05-06T12:00:00+08:00"),
    ],
)
def test_a_moment_is_read_in_every_form(value, meant):
    assert moment(value) == meant


@pytest.mark.parametrize("value", ["2019-05-06", "2019/5/6", "2019.5.6", "2019年5月6日"])
def test_a_day_is_read_in_every_form(value):
    assert day(value) == "2019-05-06"


@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)), st.sampled_from("-/."))
def test_every_day_is_read_as_itself(stated, sign):
    assert day(f"{stated.year}{sign}{stated.month}{sign}{stated.day}") == stated.isoformat()
    assert day(stated) == stated.isoformat()


@pytest.mark.parametrize(
    ("read", "value", "rule"),
    [
        (day, "6/5/2019", "date"),
        (day, "2019-02-30", "date"),
        (day, "昨天", "date"),
        (day, 43591, "date"),
        (day, time(9), "text"),
        (day, "0019-05-06", "range"),
        (moment, "2019-05-06 25:00", "date"),
        (moment, "2019-05-06 09:30+99:00", "date"),
        (whole(1, 720), "1.5", "whole-number"),
        (whole(1, 720), 1.5, "whole-number"),
        (whole(1, 720), 721, "range"),
        (whole(1, 720), True, "text"),
        (code, "4406", "pattern"),
        (code, "440605126009\n1", "pattern"),
        (numbers(40), 440605199001010018, "digits-lost"),
        (numbers(40), "4.40605E+17", "digits-lost"),
        (texts(3), "四个字了", "length"),
        (texts(9), "乱\ufffd码", "damaged"),
        (texts(9), "a\x00b", "characters"),
        (texts(9), datetime(2019, 3, 1), "text"),  # noqa: DTZ001
        (texts(9), "=A1", "formula"),
        (texts(9), Formula("=A1"), "formula"),
        (texts(9), Failed("#REF!"), "cell-error"),
        (some_of(GROUPS), "青年、仙人", "one-of"),
        (opening_hours, "周一 21:00-09:00", "hours-reversed"),
        (opening_hours, "随时", "opening-hours"),
        (opening_hours, "周一至周五", "opening-hours"),
        (opening_hours, "周五至周一 09:00-10:00", "opening-hours"),
        (opening_hours, "；".join(["每天 09:00-10:00"] * 4), "length"),
    ],
)
def test_what_a_column_may_not_hold_is_refused_by_a_rule(read, value, rule):
    with pytest.raises(Wrong) as refused:
        read(value)

    assert refused.value.rule == rule
    assert refused.value.zh
    assert refused.value.en


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.none()))
@pytest.mark.parametrize("read", [day, moment, code, whole(1, 9), texts(9), opening_hours])
def test_whatever_a_cell_holds_is_read_or_refused(read, value):
    with suppress(Wrong):
        read("" if value is None else value)


def test_names_are_taken_in_chinese_and_as_the_api_has_them():
    assert some_of(GROUPS)("青年， family/青年") == ["youth", "family"]


def test_numbers_stand_for_their_digits():
    assert (code(440605126009), texts(9)(12.0), numbers(40)("０１３８")) == (
        "440605126009",
        "12",
        "0138",
    )


@pytest.mark.parametrize(
    ("told", "days", "opens"),
    [
        ("周一至周三 9:00-21:00", [1, 2, 3], "09:00"),
        ("星期六、周日 09:00—12:00", [6, 7], "09:00"),
        ("每天 08:30 到 17:00", [1, 2, 3, 4, 5, 6, 7], "08:30"),
        ("1-2 09:00-21:00；周天 10:00~12:00", [1, 2, 7], "09:00"),
    ],
)
def test_opening_hours_are_read_as_people_write_them(told, days, opens):
    slots = opening_hours(told)

    assert [slot["weekday"] for slot in slots] == days
    assert slots[0]["opens"] == opens


def test_every_fault_of_every_row_is_told(tmp_path):
    file = a_text(
        tmp_path / "v.csv",
        (*VISITS, "居民ID"),
        ("r-1", "", "gestern", ""),
        ("r-1", "s-1", "2019-05-06", "id-1"),
        ("", "s-1", "2019-05-06", ""),
        ("r-1", "s-1", "2019-05-06", "", "more"),
        ("r-1", "s-1"),
    )

    assert broken(file) == [
        (2, "到访时间 (visited_at)", "date"),
        (3, "居民编号 (resident) / 居民ID (resident_id)", "one-of-two"),
        (4, "居民编号 (resident) / 居民ID (resident_id)", "one-of-two"),
        (5, "", "no-heading"),
        (6, "到访时间 (visited_at)", "required"),
    ]


def test_formulas_errors_and_lost_digits_of_a_workbook_are_told(tmp_path):
    file = a_workbook(
        tmp_path / "v.xlsx",
        VISITS,
        ("=A3", *A_VISIT[1:]),
        ("#REF!", *A_VISIT[1:]),
        (440605199001010018, *A_VISIT[1:]),
    )

    assert [(row, rule) for row, _, rule in broken(file)] == [
        (2, "formula"),
        (3, "cell-error"),
        (4, "digits-lost"),
    ]


@pytest.mark.parametrize(
    ("value", "told"),
    [(datetime(2019, 5, 6), "2019-05-06"), (3.0, "3"), (None, ""), (Formula("=A1"), "=A1")],  # noqa: DTZ001
)
def test_a_cell_is_shown_as_it_can_be_read_again(value, told):
    assert shown(value) == told
