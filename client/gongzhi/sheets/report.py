"""The report of an import: the rows that were not taken, to be corrected and imported again."""

import csv
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gongzhi.sheets.faults import Fault, Wrong, refused
from gongzhi.sheets.headings import REPORTED
from gongzhi.sheets.lines import Line

BETWEEN = "；"
OWNERS_ALONE = 0o600  # the rows may say who somebody is
MARK = "\ufeff"  # by which spreadsheets know UTF-8


class Report:
    """A CSV file with the sheet's own columns, the row's number, and what was wrong with it."""

    def __init__(self, file: Path, headings: tuple[str, ...], *, kept: int = 0) -> None:
        """Begin a report, or go on with one after its first `kept` bytes."""
        self.file = file
        self.rows = 0
        handle = _open(file)
        os.ftruncate(handle, kept)
        self._opened = os.fdopen(handle, "a", encoding="utf-8", newline="")
        self._writer = csv.writer(self._opened)
        if not kept:
            self._opened.write(MARK)
            self._writer.writerow((*headings, *REPORTED))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def add(self, line: Line, faults: tuple[Fault, ...]) -> None:
        """Tell of a row what is wrong with it."""
        self.rows += 1
        told: list[Any] = [_joined(faults, name) for name in ("field", "rule", "zh", "en")]
        self._writer.writerow((*line.cells, line.number, *told))

    def settled(self) -> int:
        """Put what was told on the disk, and say how many bytes it is."""
        self._opened.flush()
        return os.fstat(self._opened.fileno()).st_size


def _open(file: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT, OWNERS_ALONE)
    except OSError as error:
        wrong = Wrong("report", f"报告无法写入（{error.strerror}）", f"no report: {error.strerror}")
        raise refused(file, wrong) from error


def _joined(faults: tuple[Fault, ...], name: str) -> str:
    return BETWEEN.join(filter(None, (getattr(fault, name) for fault in faults)))
