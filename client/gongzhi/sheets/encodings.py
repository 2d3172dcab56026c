"""Which encoding a file of text is in: told by strict reading, and never guessed."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from gongzhi.sheets.faults import Wrong, refused

PIECE = 1 << 20
UTF_8_MARKED, UTF_8, GB18030 = "utf-8-sig", "utf-8", "gb18030"
CHOICES = (UTF_8, GB18030)


def encoding_of(file: Path) -> str:
    """Tell UTF-8 from GB18030; a file that is neither, or could be either, is refused.

    Common Chinese in GB2312 that happens to be UTF-8 as well would be read as other words without
    anybody noticing: then the sender has to say which it is.
    """
    first = _pieces(file, most=4)
    start = next(first, b"")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refused(file, _unreadable("文件是 UTF-16 编码", "the file is in UTF-16"))
    if _reads(file, UTF_8):
        if start.startswith(codecs.BOM_UTF8):
            return UTF_8_MARKED
        if _reads(file, "gb2312") and not _reads(file, "ascii"):
            raise refused(file, _either())
        return UTF_8
    if start.startswith(codecs.BOM_UTF8) or not _reads(file, GB18030):
        raise refused(file, _unreadable("既不是 UTF-8 也不是 GB18030", "neither UTF-8 nor GB18030"))
    return GB18030


def check_encoding(file: Path, encoding: str) -> str:
    """Take the encoding a sender names, if the file can be read in it."""
    if not _reads(file, encoding):
        raise refused(file, _unreadable(f"不是 {encoding} 编码", f"it is not in {encoding}"))
    marked = next(_pieces(file, most=4), b"").startswith(codecs.BOM_UTF8)
    return UTF_8_MARKED if encoding == UTF_8 and marked else encoding


def _reads(file: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: Path, *, most: int = PIECE) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(most):
            yield piece


def _unreadable(zh: str, en: str) -> Wrong:
    hint_zh, hint_en = "请另存为“CSV UTF-8”或 XLSX", "save it as CSV UTF-8 or XLSX"
    return Wrong("encoding", f"{zh}；{hint_zh}", f"{en}: {hint_en}")


def _either() -> Wrong:
    return Wrong(
        "encoding-unclear",
        "可能是 UTF-8 也可能是 GB18030；请用 --encoding 说明",
        "it could be UTF-8 or GB18030: say which with --encoding",
    )
