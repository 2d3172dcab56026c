"""Sheets are imported into the service that really answers, in memory."""

from datetime import timedelta

import httpx
import pytest
from click.testing import CliRunner

from gongzhi.cli import gongzhi
from gongzhi.sheets import KINDS, Sheet
from gongzhi.sheets.kinds import GROUPS as GROUP_NAMES
from gongzhi.sheets.kinds import SPACES as SPACE_NAMES
from services.participation.domain.residents.resident import GROUPS
from services.participation.domain.spaces.space import SpaceKind
from tests.component.participation.by_sheet import (
    HOURS,
    RESIDENTS,
    TEN,
    VISITS,
    a_sheet,
    reported,
    run,
    told,
    visits,
)


def test_the_same_sheet_twice_changes_nothing(imported, service, tmp_path):
    file = visits(tmp_path / "v.csv")

    first, second = (run("import", "visits", file) for _ in range(2))

    assert told(first) == "10 visits: 10 taken, 0 there before, 0 refused"
    assert told(second) == "10 visits: 0 taken, 10 there before, 0 refused"
    assert len(service.backend.collections["visits"]) == 10
    assert sorted(tmp_path.glob("v*")) == [file]


def test_the_same_rows_in_another_sheet_change_nothing(imported, service, tmp_path):
    hours = [(number, 60, "2019/5/3") for number in TEN]
    run("import", "hours", a_sheet(tmp_path / "h.csv", HOURS, *hours))
    run("import", "visits", visits(tmp_path / "v.csv"))

    again = run("import", "hours", a_sheet(tmp_path / "more.csv", HOURS, *hours[3:]))
    visited = run("import", "visits", visits(tmp_path / "more.csv", TEN[3:]))

    assert (again.exit_code, len(service.backend.collections["hours"])) == (0, 10)
    assert told(visited) == "7 visits: 0 taken, 7 there before, 0 refused"


def test_attendance_names_residents_and_activities_by_the_senders_numbers(
    imported, service, tmp_path, an_activity
):
    an_activity(reference="a-1", capacity=20, space_id=None)
    service.now += timedelta(hours=1)
    rows = [(number, "a-1", "2019-05-06 12:30") for number in TEN]
    file = a_sheet(tmp_path / "a.csv", ("居民编号", "活动编号", "到场时间"), *rows)

    first, second = (run("import", "attendance", file) for _ in range(2))

    assert told(first) == "10 attendance: 10 taken, 0 there before, 0 refused"
    assert told(second) == "10 attendance: 0 taken, 10 there before, 0 refused"
    assert len(service.backend.collections["attendances"]) == 10


def test_a_broken_row_holds_up_the_whole_sheet_and_nothing_is_sent(imported, tmp_path):
    file = a_sheet(
        tmp_path / "v.csv", VISITS, ("r-1", "s-1", "gestern"), ("r-2", "s-1", "2019/5/3")
    )
    before = len(imported.asked)

    printed = run("import", "visits", file)

    assert (printed.exit_code, len(imported.asked)) == (2, before)
    assert "1 of 2 visits are broken, nothing was sent" in printed.stderr
    (row,) = reported(tmp_path / "v.report.csv")
    assert (row["居民编号"], row["行号"], row["规则"]) == ("r-1", "2", "date")
    assert (row["字段"], "不是日期" in row["说明"]) == ("到访时间 (visited_at)", True)
    assert "no date" in row["explanation"]


def test_ten_thousand_broken_rows_are_each_told(imported, tmp_path):
    broken = [(f"r-{n}", "s-1", "x") for n in range(10_000)]

    printed = run("import", "visits", a_sheet(tmp_path / "v.csv", VISITS, *broken))

    assert printed.exit_code == 2
    assert [row["行号"] for row in reported(tmp_path / "v.report.csv")] == [
        str(n + 2) for n in range(10_000)
    ]


def test_the_report_is_corrected_and_imported_as_it_is(imported, service, tmp_path):
    rows = [("r-1", "s-1", "2019/5/3"), ("nobody", "s-9", "2019/5/3"), ("r-3", "s-1", "x")]
    file = a_sheet(tmp_path / "v.csv", VISITS, *rows, ("r-4", "s-1", "2029-01-01"))
    report = tmp_path / "v.report.csv"

    printed = run("import", "visits", file, "--skip-broken")

    assert told(printed) == "4 visits: 1 taken, 0 there before, 3 refused"
    assert printed.exit_code == 1
    assert [(row["行号"], row["规则"]) for row in reported(report)] == [
        ("3", "resident-unknown；space-unknown"),
        ("4", "date"),
        ("5", "in-the-future"),
    ]
    future = reported(report)[2]
    assert (future["说明"], future["explanation"]) == (
        "时间不能晚于现在",
        "visited_at is in the future",
    )
    text = report.read_text(encoding="utf-8-sig")
    corrected = text.replace("nobody,s-9", "r-2,s-1").replace(",x,", ",2019-05-03,")
    report.write_text(corrected.replace("2029-01-01", "2019-05-01"), encoding="utf-8-sig")
    assert told(run("import", "visits", report)) == "3 visits: 3 taken, 0 there before, 0 refused"
    assert len(service.backend.collections["visits"]) == 4


def test_an_import_that_was_cut_short_goes_on_where_it_stopped(
    imported, service, tmp_path, monkeypatch
):
    monkeypatch.setattr("gongzhi.sheets.importing.MOST_ITEMS", 2)
    file = visits(tmp_path / "v.csv", [*TEN[:5], "nobody", *TEN[5:]])
    imported.silent_after = len(imported.asked) + 8

    cut = run("import", "visits", file)
    imported.silent_after, asked = None, len(imported.asked)
    printed = run("import", "visits", file)

    assert isinstance(cut.exception, httpx.ConnectError)
    assert "went on after row" in printed.stderr
    assert told(printed).startswith("11 visits: ")
    assert told(printed).endswith(" 1 refused")
    assert [row["行号"] for row in reported(tmp_path / "v.report.csv")] == ["7"]
    assert imported.asked[asked:].count("/api/participation/v1/visits/bulk") < 6
    assert len(service.backend.collections["visits"]) == 10
    assert not list(tmp_path.glob("*.progress.json"))


def test_a_sheet_that_was_changed_meanwhile_is_begun_anew(imported, tmp_path, monkeypatch):
    monkeypatch.setattr("gongzhi.sheets.importing.MOST_ITEMS", 2)
    file = visits(tmp_path / "v.csv")
    imported.silent_after = len(imported.asked) + 4
    run("import", "visits", file)
    imported.silent_after = None

    printed = run("import", "visits", visits(file, TEN[::-1]))

    assert "went on" not in printed.stderr
    assert (printed.exit_code, told(printed).startswith("10 visits: ")) == (0, True)


def test_who_somebody_is_stands_in_no_progress_and_in_a_report_for_its_owner_alone(
    gateway, tmp_path
):
    file = a_sheet(tmp_path / "r.csv", RESIDENTS, ("r-1", "440605126999", "青年", "陈大文"))

    printed = run("import", "residents", file)

    report = tmp_path / "r.report.csv"
    assert (printed.exit_code, reported(report)[0]["规则"]) == (1, "community-unknown")
    assert reported(report)[0]["字段"] == "区划代码 (division)"
    assert report.stat().st_mode & 0o077 == 0
    assert "陈大文" not in printed.output


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_template_is_a_sheet_without_rows(gateway, tmp_path, kind, ending):
    file = tmp_path / f"t.{ending}"

    printed = CliRunner().invoke(gongzhi, ["template", kind, str(file)])

    assert printed.exit_code == 0, printed.output
    headings, _ = Sheet(file, KINDS[kind]).read()
    assert headings == tuple(column.heading for column in KINDS[kind].columns)
    assert "[empty]" in str(run("import", kind, file).exception)
    assert gateway.asked == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_template_is_a_sound_row(kind):
    filled = [column for column in KINDS[kind].columns if column.example]

    assert filled
    assert None not in [column.read(column.example) for column in filled]


def test_a_template_replaces_no_file(tmp_path):
    (tmp_path / "t.csv").write_text("mine")

    printed = CliRunner().invoke(gongzhi, ["template", "visits", str(tmp_path / "t.csv")])

    assert printed.exit_code != 0
    assert (tmp_path / "t.csv").read_text() == "mine"


def test_the_names_a_sheet_may_use_are_those_of_the_service():
    assert set(GROUP_NAMES.values()) == set(GROUPS)
    assert set(SPACE_NAMES.values()) == set(SpaceKind)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_column_is_a_field_the_service_takes(service, kind):
    paths = service.get("/openapi.json").json
    body = paths["paths"][kind.path]["post"]["requestBody"]["content"]["application/json"]
    name = body["schema"]["$ref"].rpartition("/")[2]
    taken = paths["components"]["schemas"][name]
    own_numbers = {field for field, _, _ in kind.known_by}
    fields = {column.field for column in kind.columns} - own_numbers

    assert fields <= taken["properties"].keys()
    assert set(taken["required"]) <= fields
