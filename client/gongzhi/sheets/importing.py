"""Imports a sheet: every row is checked before the first is sent, and a place is kept."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongzhi.api import Api
from gongzhi.bulk import MOST_BYTES, MOST_ITEMS, Progress, in_turn
from gongzhi.errors import Unreadable
from gongzhi.sheets.faults import Fault, Wrong, refused, unopened
from gongzhi.sheets.lines import Line, Sheet
from gongzhi.sheets.place import Bookmark, Place
from gongzhi.sheets.report import Report
from gongzhi.sheets.sending import Sender, Settled

Bars = Callable[[str, int], Progress]
FIRST_FEW = 5
AT_A_TIME = 2


@dataclass(frozen=True)
class Way:
    """How a sheet is imported: where the report goes, and whether broken rows are passed over."""

    report: Path
    skip_broken: bool = False
    together: int = AT_A_TIME
    bars: Bars = lambda _name, _total: lambda _count: None


@dataclass(frozen=True)
class Outcome:
    """What came of the rows; where nothing was sent, all that is wrong was found before."""

    place: Place
    sent: bool = True
    resumed_after: int = 0
    first: list[str] = field(default_factory=list)


def import_sheet(api: Api, sheet: Sheet, way: Way) -> Outcome:
    """Send a sheet; sending the same again changes nothing, and one cut short goes on.

    Unreadable refuses a file as a whole. Where rows are broken nothing is sent, unless they are to
    be passed over; the report then tells of each what is wrong.
    """
    _check_apart(sheet, way)
    bookmark = _bookmark(api, sheet, way)
    place = bookmark.read()
    if not place.total or not way.report.exists():
        place, first = _checked(sheet, way)
        if place.refused and not way.skip_broken:
            return Outcome(place, sent=False, first=first)
        place = Place(total=place.total)
    outcome = _sent(api, sheet, (way, bookmark, place))
    bookmark.forget()
    if not outcome.place.refused:
        way.report.unlink()
    return outcome


def _bookmark(api: Api, sheet: Sheet, way: Way) -> Bookmark:
    about = {"kind": sheet.kind.name, "gateway": api.address, "skip_broken": str(way.skip_broken)}
    try:
        return Bookmark(sheet.file, report=str(way.report.resolve()), **about)
    except OSError as error:
        raise unopened(sheet.file, error) from error


def _check_apart(sheet: Sheet, way: Way) -> None:
    if way.report.resolve() == sheet.file.resolve():
        zh, en = "报告不能写入原文件", "the report would overwrite the file itself"
        raise refused(sheet.file, Wrong("report", zh, en))


def _checked(sheet: Sheet, way: Way) -> tuple[Place, list[str]]:
    """Go through all rows without sending any; those that are broken go to the report."""
    total, broken, first = 0, 0, list[str]()
    headings, lines = sheet.read()
    with Report(way.report, headings) as report:
        try:
            for line in lines:
                total += 1
                broken += _told(report, line, line.faults, first)
        except Unreadable:
            way.report.unlink()
            raise
    if not total:
        way.report.unlink()
        raise refused(sheet.file, Wrong("empty", "没有数据行", "there are no rows in it"))
    return Place(total=total, refused=broken), first


def _sent(api: Api, sheet: Sheet, how: tuple[Way, Bookmark, Place]) -> Outcome:
    way, bookmark, start = how
    sender, place, first = Sender(api, sheet.kind), start, list[str]()
    headings, lines = sheet.read()
    rest = (line for line in lines if line.number > start.row)
    advance = way.bars(sheet.kind.name, start.total)
    advance(start.taken + start.before + start.refused)
    with Report(way.report, headings, kept=start.report_bytes) as report:
        for settled in in_turn(sender.send, _cut(rest), together=way.together):
            for line in settled.lines:
                _told(report, line, settled.refused.get(line.number, ()), first)
            place = _after(place, settled, report)
            bookmark.keep(place)
            advance(len(settled.lines))
    return Outcome(place, resumed_after=start.row, first=first)


def _told(report: Report, line: Line, faults: tuple[Fault, ...], first: list[str]) -> bool:
    """Tell what is wrong with a row, if anything is; the first few are told on the terminal too."""
    if faults:
        report.add(line, faults)
    if faults and len(first) < FIRST_FEW:
        first.append(faults[0].sentence(line.number))
    return bool(faults)


def _after(place: Place, settled: Settled, report: Report) -> Place:
    return replace(
        place,
        row=settled.lines[-1].number,
        taken=place.taken + settled.taken,
        before=place.before + settled.before,
        refused=place.refused + len(settled.refused),
        report_bytes=report.settled(),
    )


def _cut(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Cut lines into pieces that one request may carry."""
    piece: list[Line] = []
    size = 0
    for line in lines:
        length = len(json.dumps(line.item).encode()) + 64
        if piece and (len(piece) == MOST_ITEMS or size + length > MOST_BYTES):
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += length
    if piece:
        yield piece
