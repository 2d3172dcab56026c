"""What is wrong with a file, a row or a cell, always said in Chinese and in English."""

from dataclasses import dataclass
from pathlib import Path

from gongzhi.errors import Unreadable


class Wrong(Exception):  # noqa: N818 - says what is the case
    """A cell does not hold what its column asks for."""

    def __init__(self, rule: str, zh: str, en: str) -> None:
        """Name the rule that is broken, and say it in both languages."""
        super().__init__(en)
        self.rule, self.zh, self.en = rule, zh, en


@dataclass(frozen=True)
class Fault:
    """One rule that a row breaks, in one of its fields; the row as a whole has no field."""

    field: str
    rule: str
    zh: str
    en: str

    def sentence(self, row: int) -> str:
        """Say it as a person reads it on a terminal."""
        where = f"{row}, {self.field}" if self.field else str(row)
        return f"第 {row} 行 {self.field}：{self.zh} / row {where}: {self.en} [{self.rule}]"


def fault(field: str, wrong: Wrong) -> Fault:
    """Say in which field something is wrong."""
    return Fault(field, wrong.rule, wrong.zh, wrong.en)


def refused(file: Path, wrong: Wrong, *, row: int = 0) -> Unreadable:
    """Refuse a file as a whole, before anything of it is sent."""
    zh, en = (f"第 {row} 行：", f"row {row}: ") if row else ("", "")
    return Unreadable(f"{file}: {zh}{wrong.zh} / {en}{wrong.en} [{wrong.rule}]")


def unopened(file: Path, error: OSError) -> Unreadable:
    """Refuse a file that the system does not let us read."""
    return refused(
        file, Wrong("file", f"无法读取（{error.strerror}）", f"no file: {error.strerror}")
    )
