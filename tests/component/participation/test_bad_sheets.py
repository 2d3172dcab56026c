"""Bad sheets are refused in Chinese and in English, with field, rule and row; nothing half done."""

import copy
from datetime import datetime

import pytest
from openpyxl import Workbook

from tests.component.participation.by_sheet import (
    DABU,
    HOURS,
    TEN,
    VISITS,
    a_sheet,
    reported,
    run,
    told,
    visits,
)

NUMBER = "44060519880713002X"
WHO = ("居民编号", "区划代码", "姓名", "身份证号")
MORNING = datetime(2019, 5, 3, 10)  # noqa: DTZ001 - as a workbook holds it


@pytest.fixture
def refused_whole(imported, service):
    """Import a file that is refused as a whole; give the sentence it is refused with."""

    def importing(kind, file, *more):
        before, asked = copy.deepcopy(service.backend.collections), len(imported.asked)
        printed = run("import", kind, file, *more)
        assert service.backend.collections == before
        assert len(imported.asked) == asked
        assert list(file.parent.glob(f"{file.stem}*")) == [file]
        return str(printed.exception)

    return importing


def a_workbook(file, *merged):
    workbook = Workbook()
    for row in (VISITS, *((number, "s-1", MORNING) for number in TEN)):
        workbook.active.append(row)
    for cells in merged:
        workbook.active.merge_cells(cells)
    workbook.save(file)
    return file


@pytest.mark.parametrize(
    ("cells", "row"), [("A1:C1", 1), ("B2:B11", 2), ("A4:A5", 4), ("B10:C10", 10)]
)
def test_merged_cells_hold_up_the_whole_sheet(refused_whole, tmp_path, cells, row):
    sentence = refused_whole("visits", a_workbook(tmp_path / "merged.xlsx", cells))

    assert f"第 {row} 行：" in sentence
    assert f"row {row}: merged cells {cells}" in sentence
    assert "[merged-cells]" in sentence


def test_the_same_sheet_unmerged_is_taken(imported, tmp_path):
    printed = run("import", "visits", a_workbook(tmp_path / "whole.xlsx"))

    assert told(printed) == "10 visits: 10 taken, 0 there before, 0 refused"


@pytest.mark.parametrize(
    ("encoding", "rule"),
    [("utf-16", "encoding"), ("big5", "unknown-columns"), ("cp1252", "encoding")],
)
def test_another_encoding_is_refused_and_never_guessed(refused_whole, tmp_path, encoding, rule):
    file = visits(tmp_path / "wrong.csv")
    text = file.read_text(encoding="utf-8")
    foreign = text if encoding != "cp1252" else "resident,space,visited_at\ncafé,s-1,2019-05-03\n"
    file.write_bytes(foreign.encode(encoding, errors="replace"))

    sentence = refused_whole("visits", file)

    assert f"[{rule}]" in sentence
    assert " / " in sentence


def test_what_could_be_either_encoding_is_asked_for(refused_whole, tmp_path):
    file = tmp_path / "either.csv"
    file.write_bytes(b"reference,division,name\n1,440605126009," + "一".encode("gb2312"))

    sentence = refused_whole("residents", file)

    assert "请用 --encoding 说明" in sentence
    assert "say which with --encoding [encoding-unclear]" in sentence


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_the_same_rows_in_each_good_encoding_are_the_same_rows(imported, tmp_path, encoding):
    file, text = visits(tmp_path / "v.csv"), (tmp_path / "v.csv").read_text(encoding="utf-8")
    again = tmp_path / "again.csv"
    again.write_bytes(text.encode(encoding))

    first, second = run("import", "visits", file), run("import", "visits", again)

    assert told(first) == "10 visits: 10 taken, 0 there before, 0 refused"
    assert told(second) == "10 visits: 0 taken, 10 there before, 0 refused"


def test_of_ten_thousand_broken_rows_each_is_told_and_the_good_one_is_taken(
    imported, service, tmp_path
):
    broken = [(f"r-{n}", "s-1", "昨天") for n in range(10_000)]
    file = a_sheet(tmp_path / "v.csv", VISITS, *broken, ("r-1", "s-1", "2019-05-03 10:00"))

    printed = run("import", "visits", file, "--skip-broken")

    rows = reported(tmp_path / "v.report.csv")
    assert told(printed) == "10,001 visits: 1 taken, 0 there before, 10,000 refused"
    assert [row["行号"] for row in rows] == [str(n + 2) for n in range(10_000)]
    assert {(row["字段"], row["规则"]) for row in rows} == {("到访时间 (visited_at)", "date")}
    assert all("不是日期" in row["说明"] and "no date" in row["explanation"] for row in rows)
    assert len(service.backend.collections["visits"]) == 1


def refusals(printed, file):
    """Give row, field, rule and both sentences of what a service refused."""
    assert printed.exit_code == 1
    report = file.with_name(f"{file.stem}.report.csv")
    names = ("行号", "字段", "规则", "说明", "explanation")
    return [tuple(row[name] for name in names) for row in reported(report)]


def test_two_residents_with_one_identity_number_are_one(imported, service, tmp_path):
    rows = [("n-1", DABU, "陈大文", NUMBER), ("n-2", DABU, "陈小文", NUMBER.lower())]
    file = a_sheet(tmp_path / "r.csv", WHO, *rows, ("n-3", DABU, "李", ""))

    printed = run("import", "residents", file)

    [(row, field, rule, chinese, english)] = refusals(printed, file)
    assert (row, field, rule) == ("3", "身份证号 (identity_number)", "identity-number-taken")
    assert chinese == "该身份证号已登记给另一位居民"
    assert english == "another resident is registered with this identity number"
    assert len(service.backend.collections["identity_marks"]) == 1


def test_an_unknown_division_is_told_with_its_row(imported, tmp_path):
    file = a_sheet(
        tmp_path / "r.csv", WHO, ("n-1", "440605126099", "陈", ""), ("n-2", DABU, "", "")
    )

    [(row, field, rule, chinese, english)] = refusals(run("import", "residents", file), file)

    assert (row, field, rule) == ("2", "区划代码 (division)", "community-unknown")
    assert "居民须属于已登记的社区" in chinese
    assert "known here" in english


def test_hours_of_a_day_not_yet_come_are_told_with_their_row(imported, service, tmp_path):
    rows = [("r-1", 60, "2019-05-07"), ("r-2", 60, "2019-05-06")]
    file = a_sheet(tmp_path / "h.csv", HOURS, *rows)

    found = refusals(run("import", "hours", file), file)

    told_of = ("服务日期不能晚于今天", "served_on is in the future")
    assert found == [("2", "服务日期 (served_on)", "in-the-future", *told_of)]
    assert len(service.backend.collections["hours"]) == 1


def test_a_visit_while_the_space_is_shut_is_told_with_its_row(
    imported, service, integrator, tmp_path
):
    [space] = set(service.backend.collections["spaces"]) - {"home"}
    hours = [{"weekday": 5, "opens": "14:00", "closes": "18:00"}]
    service.put(f"/v1/spaces/{space}/times", {"hours": hours}, as_=integrator)
    file = visits(tmp_path / "v.csv", TEN[:1])

    [(row, field, rule, chinese, english)] = refusals(run("import", "visits", file), file)

    assert (row, field, rule) == ("2", "到访时间 (visited_at)", "outside-opening-hours")
    assert "10:00不在当日开放时间内：14:00-18:00" in chinese
    assert "10:00 is outside the opening hours of that day: 14:00-18:00" in english
