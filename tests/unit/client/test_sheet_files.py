"""Files are read row by row in whatever encoding they are, or refused as a whole and in words."""

from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi.errors import Unreadable
from gongzhi.sheets import KINDS, Sheet, Way, import_sheet, workbook_rows
from gongzhi.sheets.encodings import encoding_of

from .answering import Answering, settled
from .sheets import A_VISIT, VISITS, a_text, a_workbook, lines_of

AS_TEXT = ("r-1", "s-1", "2019-05-06 09:30")
VISIT = {"resident": "r-1", "space": "s-1", "visited_at": "2019-05-06T09:30:00+08:00"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_is_read_in_each_encoding(tmp_path, encoding):
    file = a_text(tmp_path / "v.csv", VISITS, ("居民甲", "空间乙", "2019/5/6"), encoding=encoding)

    (line,) = lines_of(file)

    assert (line.number, line.item["resident"], line.item["space"]) == (2, "居民甲", "空间乙")


def test_a_workbook_is_read_with_its_dates(tmp_path):
    (line,) = lines_of(a_workbook(tmp_path / "v.xlsx", VISITS, A_VISIT))

    assert (line.item, line.faults) == (VISIT, ())


def names_in(file):
    try:
        lines = lines_of(file, "residents")
    except Unreadable:
        return ["(refused)"]
    return ["(refused)" if line.faults else line.item.get("name", "") for line in lines]


def unreadable_cell(name):
    return name.lstrip().startswith("=") or "\ufffd" in name


@settings(max_examples=200)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("heading", ["name", "姓名"])
def test_no_word_is_ever_read_as_another(tmp_path_factory, encoding, heading, name):
    file = tmp_path_factory.getbasetemp() / f"n-{encoding}-{heading}.csv"
    a_text(file, ("reference", "division", heading), ("1", "440605126009", name), encoding=encoding)

    names = names_in(file)

    assert names in ([name.strip()], ["(refused)"])
    assert heading == "name" or names != ["(refused)"] or unreadable_cell(name)


def test_what_could_be_either_encoding_must_be_said(tmp_path):
    file = tmp_path / "n.csv"
    file.write_bytes(b"reference,division,name\n1,440605126009," + "一".encode("gb2312"))

    with pytest.raises(Unreadable, match="encoding-unclear"):
        encoding_of(file)
    (line,) = lines_of(file, "residents", encoding="gb18030")
    assert line.item["name"] == "一"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("居民编号".encode("utf-16"), "encoding"),
        (b"\xff\x00\xff\x00", "encoding"),
        ("居民编号".encode() + b"\xff", "encoding"),
        (b"", "empty"),
        (b"\n\n , \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
        (b"PK\x03\x04 and no more", "workbook"),
        ("居民编号,空间编号\n".encode(), "missing-columns"),
        ("空间编号,到访时间\n".encode(), "missing-columns"),
        ("居民编号,居民编号,空间编号,到访时间\n".encode(), "column-twice"),
        ("居民编号,空间编号,到访时间,备注\n".encode(), "unknown-columns"),
        ('居民编号,空间编号,到访时间\n"r-1'.encode(), "csv"),
        ("居民编号,空间编号,到访时间\n".encode() + b"x" * 1_000_001, "csv"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_by_a_rule(tmp_path, content, rule):
    file = tmp_path / "v.csv"
    file.write_bytes(content)

    with pytest.raises(Unreadable, match=rf"\[{rule}\]") as refused:
        lines_of(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert " / " in str(refused.value)


def test_a_file_that_is_missing_is_said_so(tmp_path):
    file, api = tmp_path / "none.xlsx", Answering(settled).api()

    with pytest.raises(Unreadable, match=r"\[file\]"):
        lines_of(file)
    with pytest.raises(Unreadable, match=r"\[file\]"):
        import_sheet(api, Sheet(file, KINDS["visits"]), Way(tmp_path / "report.csv"))


def test_merged_cells_are_refused_with_their_row(tmp_path):
    file = a_workbook(
        tmp_path / "v.xlsx", VISITS, A_VISIT, A_VISIT, change=lambda s: s.merge_cells("A2:A3")
    )

    with pytest.raises(Unreadable, match=r"row 2: merged cells A2:A3.*\[merged-cells\]"):
        lines_of(file)


@pytest.mark.parametrize("rows", [[], [("", " ")]])
def test_an_empty_sheet_is_refused(tmp_path, rows):
    with pytest.raises(Unreadable, match=r"\[empty\]"):
        lines_of(a_workbook(tmp_path / "v.xlsx", *rows))


def a_second(sheet):
    sheet.parent.create_sheet("五月").append(VISITS)


def test_the_sheet_is_named_where_there_are_several(tmp_path):
    file = a_workbook(tmp_path / "v.xlsx", VISITS, A_VISIT, change=a_second)

    with pytest.raises(Unreadable, match=r"--sheet \[sheets\]"):
        lines_of(file)
    with pytest.raises(Unreadable, match=r"\[sheet-unknown\]"):
        lines_of(file, name="六月")
    assert (len(lines_of(file, name="Sheet")), lines_of(file, name="五月")) == (1, [])


def test_a_workbook_whose_words_would_fill_the_memory_is_refused(tmp_path, monkeypatch):
    file = a_workbook(tmp_path / "v.xlsx", VISITS, A_VISIT)
    with ZipFile(file, "a") as parts:
        parts.writestr("xl/sharedStrings.xml", "<sst/>" * 10)
    monkeypatch.setattr(workbook_rows, "MOST_STRING_BYTES", 10)

    with pytest.raises(Unreadable, match=r"\[too-large\]"):
        lines_of(file)


def test_a_workbook_that_ends_in_the_middle_is_refused(tmp_path):
    whole = a_workbook(tmp_path / "v.xlsx", VISITS, A_VISIT)
    cut = tmp_path / "cut.xlsx"
    with ZipFile(whole) as parts, ZipFile(cut, "w") as fewer:
        for part in parts.namelist():
            content = parts.read(part)
            fewer.writestr(part, content[:-40] if "sheet1" in part else content)

    with pytest.raises(Unreadable, match=r"\[workbook\]"):
        lines_of(cut)


def test_empty_rows_and_the_example_are_left_out_and_rows_keep_their_numbers(tmp_path):
    example = ("示例-1", *AS_TEXT[1:])
    file = a_text(tmp_path / "v.csv", VISITS, example, ("", "", ""), (), AS_TEXT)

    assert [line.number for line in lines_of(file)] == [5]


def test_headings_may_be_those_of_the_api(tmp_path):
    file = a_text(tmp_path / "v.csv", ("Resident", "space", " visited_at "), AS_TEXT)

    assert lines_of(file)[0].item == VISIT
    assert Sheet(file, KINDS["visits"]).read()[0] == ("Resident", "space", "visited_at")


def test_a_file_that_breaks_off_is_refused_and_leaves_no_report(tmp_path):
    file = a_text(tmp_path / "v.csv", VISITS, ("r-1", "s-1", "gestern"))
    file.write_bytes(file.read_bytes() + b'"r-2')
    gateway = Answering(settled)

    with pytest.raises(Unreadable, match=r"row 3.*\[csv\]"):
        import_sheet(gateway.api(), Sheet(file, KINDS["visits"]), Way(tmp_path / "report.csv"))

    assert (list(tmp_path.iterdir()), gateway.asked) == ([file], [])
