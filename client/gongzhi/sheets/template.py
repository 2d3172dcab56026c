"""Templates to fill in: Chinese headings, one example row, and what each column may hold."""

import csv
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongzhi.errors import Unreadable
from gongzhi.sheets.kinds import Column, Kind
from gongzhi.sheets.lines import EXAMPLE
from gongzhi.sheets.workbook_rows import NOTES

WORKBOOK, TEXT = ".xlsx", ".csv"
AS_TEXT = "@"  # or a spreadsheet drops leading zeros and the last digits of long numbers
WIDE, LAST_ROW = 22, 100_001
NOTE_HEADINGS = ("列 column", "API", "必填 required", "说明 note", "可选值 allowed values")


def write_template(kind: Kind, file: Path) -> None:
    """Write a template, as XLSX or CSV by the name of the file; none that is there is replaced."""
    if file.suffix.lower() not in (WORKBOOK, TEXT):
        raise Unreadable(f"{file}: 请用 .xlsx 或 .csv / name it .xlsx or .csv")
    try:
        file.open("xb").close()
    except OSError as error:
        raise Unreadable(f"{file} 无法写入 / cannot be written: {error.strerror}") from error
    write = _write_workbook if file.suffix.lower() == WORKBOOK else _write_text
    write(kind, file)


def notes(kind: Kind) -> Iterator[tuple[str, ...]]:
    """Tell of every column what it may hold."""
    yield NOTE_HEADINGS
    either = {name for pair in kind.either for name in pair}
    for column in kind.columns:
        needed = "是 yes" if column.required else "二选一 one of two" * (column.field in either)
        names = "；".join(f"{zh} ({en})" for zh, en in (column.names or {}).items())
        yield column.heading, column.field, needed or "否 no", column.note, names
    yield f"{EXAMPLE}…", "", "", "以“示例”开头的行不导入 / rows that begin so are left out", ""


def _write_text(kind: Kind, file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(column.heading for column in kind.columns)
        writer.writerow(column.example for column in kind.columns)


def _write_workbook(kind: Kind, file: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = kind.title
    for place, column in enumerate(kind.columns, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDE
        sheet.column_dimensions[letter].number_format = AS_TEXT
        sheet.cell(1, place, column.heading).font = Font(bold=True)
        sheet.cell(2, place, column.example or None).number_format = AS_TEXT
        _offer(sheet, column, letter)
    sheet.freeze_panes = "A2"
    told = workbook.create_sheet(NOTES)
    for row in notes(kind):
        told.append(row)
    workbook.save(file)


def _offer(sheet: object, column: Column, letter: str) -> None:
    """Let a person choose from a list where a cell holds one of some names."""
    if column.names and column.required:
        names = ",".join(column.names)
        choice = DataValidation("list", formula1=f'"{names}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(choice)  # type: ignore[attr-defined]
