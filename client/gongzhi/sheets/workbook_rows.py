"""Rows of an XLSX workbook, one at a time; what a row-by-row reading would misread is refused."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gongzhi.sheets.cells import Failed, Formula
from gongzhi.sheets.faults import Wrong, refused
from gongzhi.sheets.text_rows import Rows

NOTES = "填写说明"
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]+)\"")
PIECE, OVERLAP = 1 << 20, 200
STRINGS = "sharedstrings.xml"
# openpyxl holds the words of a workbook in memory, about seven bytes for each byte of this part
MOST_STRING_BYTES = 12_000_000
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    EOFError,
    OSError,
    NotImplementedError,
)


def workbook_rows(file: Path, *, sheet: str = "") -> Rows:
    """Give the rows of a workbook's one sheet with content, or of the one that is named."""
    try:
        _check_words(file)
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except BROKEN as error:
        raise refused(file, _no_workbook(str(error))) from error
    try:
        worksheet = _chosen(file, workbook, sheet)
        _check_merged(file, worksheet)
        for number, row in enumerate(worksheet.iter_rows(), 1):
            yield number, [_value(cell) for cell in row]
    except BROKEN as error:
        raise refused(file, _no_workbook(str(error))) from error
    finally:
        workbook.close()


def _check_words(file: Path) -> None:
    with zipfile.ZipFile(file) as parts:
        sizes = {part.filename.lower(): part.file_size for part in parts.infolist()}
    words = sum(size for name, size in sizes.items() if name.endswith(STRINGS))
    if words > MOST_STRING_BYTES:
        zh = "工作簿文字过多，无法逐行读取；请另存为“CSV UTF-8”"
        raise refused(file, Wrong("too-large", zh, "too many words in it: save it as CSV UTF-8"))


def _chosen(file: Path, workbook: Any, name: str) -> Any:
    if name and name not in workbook.sheetnames:
        zh, en = f"没有工作表“{name}”", f"it has no sheet {name!r}"
        raise refused(file, Wrong("sheet-unknown", zh, en))
    worksheets = [workbook[name]] if name else workbook.worksheets
    for worksheet in worksheets:
        worksheet.reset_dimensions()  # what a file says of its own size is not always so
    filled = [one for one in worksheets if one.title != NOTES and _has_rows(one)]
    if not filled:
        raise refused(file, Wrong("empty", "工作表是空的", "the sheet is empty"))
    if len(filled) > 1:
        names = "、".join(one.title for one in filled)
        zh = f"有多个工作表（{names}）；请用 --sheet 指明"
        raise refused(file, Wrong("sheets", zh, f"several sheets ({names}): name one with --sheet"))
    return filled[0]


def _has_rows(worksheet: Any) -> bool:
    return next(worksheet.iter_rows(), None) is not None


def _check_merged(file: Path, worksheet: Any) -> None:
    found = next(_merged(worksheet), "")
    if found:
        zh = f"有合并单元格 {found}；请取消合并并填满每一格"
        en = f"merged cells {found}: unmerge them and fill every cell"
        row = int(re.sub(r"\D", "", found.partition(":")[0]) or 0)
        raise refused(file, Wrong("merged-cells", zh, en), row=row)


def _merged(worksheet: Any) -> Iterator[str]:
    """Look for merged cells in the sheet's own part: openpyxl does not tell them row by row."""
    before = b""
    with worksheet._get_source() as part:  # noqa: SLF001 - there is no other way to the part
        while piece := part.read(PIECE):
            for found in MERGED.finditer(before + piece):
                yield found[1].decode()
            before = piece[-OVERLAP:]


def _value(cell: Any) -> Any:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Formula(str(getattr(cell.value, "text", cell.value)))
    return Failed(str(cell.value)) if cell.data_type == "e" else cell.value


def _no_workbook(why: str) -> Wrong:
    return Wrong(
        "workbook", f"不是可读的 XLSX 工作簿（{why}）", f"no readable XLSX workbook: {why}"
    )
