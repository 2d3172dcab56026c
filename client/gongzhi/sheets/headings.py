"""The headings of a sheet: which column each is; a sheet that lacks one is refused as a whole."""

from dataclasses import dataclass
from pathlib import Path

from gongzhi.sheets.faults import Wrong, refused
from gongzhi.sheets.kinds import Column, Kind

REPORTED = ("行号", "字段", "规则", "说明", "explanation")  # what a report adds, and reads over


@dataclass(frozen=True)
class Headings:
    """The columns of a sheet by their place, and the places that a report added."""

    columns: dict[int, Column]
    texts: tuple[str, ...]
    passed_over: frozenset[int]


def read_headings(file: Path, kind: Kind, told: list[str]) -> Headings:
    """Find the columns by their Chinese heading or the API's name; Unreadable says what lacks."""
    known = {name: column for column in kind.columns for name in _spellings(column)}
    columns = {
        place: known[text.lower()] for place, text in enumerate(told) if text.lower() in known
    }
    passed_over = frozenset(place for place, text in enumerate(told) if text in REPORTED)
    strange = [text for text in told if text and text.lower() not in known]
    for wrong in (
        _unknown(kind, [text for text in strange if text not in REPORTED]),
        _twice([column.heading for column in columns.values()]),
        _missing(kind, {column.field for column in columns.values()}),
    ):
        if wrong is not None:
            raise refused(file, wrong)
    return Headings(columns, tuple(told[place] for place in columns), passed_over)


def _spellings(column: Column) -> tuple[str, str]:
    return column.heading.lower(), column.field


def _unknown(kind: Kind, texts: list[str]) -> Wrong | None:
    if not texts:
        return None
    names, every = "、".join(texts), "、".join(column.heading for column in kind.columns)
    zh, en = f"不认识的列：{names}；可用的列：{every}", f"unknown columns: {names}; known: {every}"
    return Wrong("unknown-columns", zh, en)


def _twice(texts: list[str]) -> Wrong | None:
    names = "、".join(sorted({text for text in texts if texts.count(text) > 1}))
    return Wrong("column-twice", f"列重复：{names}", f"columns twice: {names}") if names else None


def _missing(kind: Kind, found: set[str]) -> Wrong | None:
    headings = {column.field: column.heading for column in kind.columns}
    asked = [(column.field,) for column in kind.columns if column.required] + list(kind.either)
    lacking = [fields for fields in asked if not found & set(fields)]
    if not lacking:
        return None
    zh = "、".join("或".join(headings[field] for field in fields) for fields in lacking)
    en = ", ".join(" or ".join(fields) for fields in lacking)
    return Wrong("missing-columns", f"缺少列：{zh}", f"missing columns: {en}")
