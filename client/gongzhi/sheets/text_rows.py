"""Rows of a file of comma-separated values, one at a time."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gongzhi.sheets.encodings import check_encoding, encoding_of
from gongzhi.sheets.faults import Wrong, refused

LONGEST_LINE = 1_000_000
Rows = Iterator[tuple[int, list[Any]]]


def text_rows(file: Path, *, encoding: str = "") -> Rows:
    """Give the rows of a CSV file, counted from one as a spreadsheet counts them."""
    found = check_encoding(file, encoding) if encoding else encoding_of(file)
    csv.field_size_limit(LONGEST_LINE)
    number = 0
    with file.open(encoding=found, newline="") as opened:
        try:
            for number, cells in enumerate(csv.reader(_lines(opened), strict=True), 1):
                yield number, cells
        except csv.Error as error:
            wrong = Wrong("csv", f"引号或分隔符有误（{error}）", f"quotes or separators: {error}")
            raise refused(file, wrong, row=number + 1) from error


def _lines(opened: Any) -> Iterable[str]:
    """Give lines, none longer than memory should hold."""
    while line := opened.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error("line too long")
        yield line
