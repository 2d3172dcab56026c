"""Rows under their headings: each becomes what the API takes, or says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongzhi.sheets.cells import is_empty, shown
from gongzhi.sheets.faults import Fault, Wrong, fault, refused, unopened
from gongzhi.sheets.headings import Headings, read_headings
from gongzhi.sheets.kinds import Column, Kind
from gongzhi.sheets.text_rows import Rows, text_rows
from gongzhi.sheets.workbook_rows import workbook_rows

EXAMPLE = "示例"  # how the one row of a template begins
OLD_WORKBOOK, ZIPPED = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """One row: its number, its cells as they stood, and what the API is sent or what is wrong."""

    number: int
    cells: tuple[str, ...]
    item: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A file of rows, and how it is read."""

    file: Path
    kind: Kind
    encoding: str = ""
    name: str = ""

    def read(self) -> tuple[tuple[str, ...], Iterator[Line]]:
        """Give the headings as they stand, without those a report added, and the rows below.

        Empty rows and the template's example are left out.
        """
        rows = _rows(self)
        for _, cells in rows:
            if not all(map(is_empty, cells)):
                told = [shown(cell).strip() for cell in cells]
                headings = read_headings(self.file, self.kind, told)
                return headings.texts, _lines(self.kind, headings, rows)
        raise refused(self.file, Wrong("empty", "文件没有内容", "there is nothing in it"))


def _lines(kind: Kind, headings: Headings, rows: Rows) -> Iterator[Line]:
    for number, cells in rows:
        if not all(map(is_empty, cells)) and not _is_example(cells):
            yield _line(kind, headings, (number, cells))


def _rows(sheet: Sheet) -> Rows:
    try:
        with sheet.file.open("rb") as opened:
            start = opened.read(4)
    except OSError as error:
        raise unopened(sheet.file, error) from error
    if start == OLD_WORKBOOK:
        zh = "是旧版 XLS 或设有密码；请另存为 XLSX"
        raise refused(sheet.file, Wrong("workbook", zh, "an old XLS or locked: save it as XLSX"))
    if start == ZIPPED:
        return workbook_rows(sheet.file, sheet=sheet.name)
    return text_rows(sheet.file, encoding=sheet.encoding)


def _is_example(cells: list[Any]) -> bool:
    return shown(cells[0]).startswith(EXAMPLE)


def _line(kind: Kind, headings: Headings, row: tuple[int, list[Any]]) -> Line:
    number, cells = row
    padded = cells + [None] * (max(headings.columns) + 1 - len(cells))
    item: dict[str, Any] = {}
    faults = _without_heading(headings, cells)
    for place, column in headings.columns.items():
        faults += _read(column, padded[place], item)
    faults += _neither(kind, item) if not faults else []
    told = tuple(shown(padded[place]) for place in headings.columns)
    return Line(number, told, item, tuple(faults))


def _without_heading(headings: Headings, cells: list[Any]) -> list[Fault]:
    headed = headings.columns.keys() | headings.passed_over
    if all(is_empty(cell) for place, cell in enumerate(cells) if place not in headed):
        return []
    wrong = Wrong("no-heading", "有内容的单元格上方没有列名", "a cell stands under no heading")
    return [fault("", wrong)]


def _read(column: Column, value: Any, item: dict[str, Any]) -> list[Fault]:
    if is_empty(value):
        wrong = Wrong("required", "必须填写", "must be filled in")
        return [fault(column.shown, wrong)] if column.required else []
    try:
        item[column.field] = column.read(value)
    except Wrong as wrong:
        return [fault(column.shown, wrong)]
    return []


def _neither(kind: Kind, item: dict[str, Any]) -> list[Fault]:
    shown_names = {column.field: column.shown for column in kind.columns}
    wrong = Wrong("one-of-two", "两列须填且只填一列", "fill in one of the two columns, not both")
    return [
        fault(" / ".join(shown_names[name] for name in pair), wrong)
        for pair in kind.either
        if sum(name in item for name in pair) != 1
    ]
