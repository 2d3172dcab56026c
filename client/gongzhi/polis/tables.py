"""Tables of an export: columns by name, and every complaint with file and row."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongzhi.errors import Unreadable

LARGEST_FIELD = 1_000_000


@dataclass(frozen=True)
class Row:
    """One row of a table; rows are counted from one, without the heading."""

    file: Path
    number: int
    values: Mapping[str, str | None]

    def __getitem__(self, column: str) -> str:
        """Give a value; Unreadable where the row is too short to have one."""
        value = self.values.get(column)
        if value is None:
            raise self.wrong(f"{column} is missing")
        return value

    def one_of(self, column: str, meanings: Mapping[str, str]) -> str:
        """Give what a value means."""
        text = self[column].strip()
        if text not in meanings:
            raise self.wrong(f"{column} is {text or 'empty'}, not one of {', '.join(meanings)}")
        return meanings[text]

    def wrong(self, what: str) -> Unreadable:
        """Say what is wrong in this row."""
        return Unreadable(f"{self.file}, row {self.number}: {what}")


def read_table(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Read the rows of a table that must have these columns."""
    rows = _rows(file)
    heading = next(rows, [])
    missing = [column for column in columns if column not in heading]
    if missing:
        raise Unreadable(f"{file} has no column {', '.join(missing)}")
    for number, values in enumerate(rows, 1):
        yield Row(file, number, dict.fromkeys(heading) | dict(zip(heading, values, strict=False)))


def read_pairs(file: Path) -> dict[str, str]:
    """Read a table of two columns without a heading: a name and its value."""
    return {row[0]: row[1] for row in _rows(file) if len(row) > 1}


def _rows(file: Path) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_FIELD)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from (row for row in csv.reader(lines) if row)
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not text in UTF-8") from error
    except csv.Error as error:
        raise Unreadable(f"{file} is not a table of comma-separated values: {error}") from error
