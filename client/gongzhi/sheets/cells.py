"""Cells as text, however a spreadsheet keeps them; what would lose something is refused."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from gongzhi.sheets.faults import Wrong

MOST_DIGITS = 15  # a spreadsheet keeps no more of a number: identity numbers end in zeros
DIGITS_GONE = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
DAMAGED = "\ufffd"


@dataclass(frozen=True)
class Formula:
    """A cell that says how to work something out, and not what it is."""

    text: str


@dataclass(frozen=True)
class Failed:
    """A cell in which a spreadsheet could not work something out, as #REF!."""

    text: str


def is_empty(value: Any) -> bool:
    """Tell whether a cell holds nothing a person would see."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """Write a cell as it can be read again from a report."""
    if value is None:
        return ""
    if isinstance(value, Formula | Failed):
        return value.text
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**MOST_DIGITS:
        return str(int(value))
    return str(value)


def text(value: Any) -> str:
    """Give the text of a cell, trimmed; a number stands for its digits."""
    _check_stated(value)
    if isinstance(value, bool | date | time):
        raise Wrong(
            "text", "须为文本，请将单元格格式设为“文本”", "text is wanted, not a date or yes/no"
        )
    if isinstance(value, int | float):
        return _digits(value)
    told = str(value).strip()
    if DAMAGED in told:
        raise Wrong("damaged", "含有乱码字符 U+FFFD", "characters were lost before (U+FFFD)")
    if UNPRINTABLE.search(told):
        raise Wrong("characters", "不能含有控制字符", "control characters are not allowed")
    return told


def plain(value: Any) -> str:
    """Give the text of a cell with full-width digits and signs made plain ones."""
    return unicodedata.normalize("NFKC", text(value))


def number_text(value: Any) -> str:
    """Give the text of a cell that is made of digits; digits a spreadsheet lost are missed."""
    told = plain(value)
    if DIGITS_GONE.fullmatch(told):
        raise _digits_lost()
    return told


def _check_stated(value: Any) -> None:
    if isinstance(value, Formula) or (isinstance(value, str) and value.lstrip()[:1] == "="):
        raise Wrong("formula", "是公式，请粘贴为数值", "is a formula: paste its value instead")
    if isinstance(value, Failed):
        raise Wrong(
            "cell-error", f"单元格出错：{value.text}", f"the cell is in error: {value.text}"
        )


def _digits(value: float) -> str:
    if abs(value) >= 10**MOST_DIGITS:
        raise _digits_lost()
    return shown(value)


def _digits_lost() -> Wrong:
    return Wrong(
        "digits-lost",
        f"数字超过{MOST_DIGITS}位，末尾已丢失；请将该列设为“文本”后重新填写",
        f"a spreadsheet keeps {MOST_DIGITS} digits: format the column as text and enter it again",
    )
