"""Reads requests of a 311 hotline: one row each, classified by our categories, placed, dated."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gongzhi.elsewhere.matters import NOTE, TITLE, Entered, Item, Matters, Note, moment, shortened
from gongzhi.polis.tables import Row, read_table

COLUMNS = (
    "srnumber",
    "requesttype",
    "status",
    "createddate",
    "updateddate",
    "closeddate",
    "latitude",
    "longitude",
    "address",
)
DATES = ("%m/%d/%y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")
ENDED = {"Closed": "closed", "Cancelled": "declined", "Referred Out": "declined"}


def read_requests(file: Path, entered: Entered) -> Matters:
    """Read a file; Unreadable refuses it as a whole, before anything is sent."""
    matters = Matters(file.parent)
    mapping, zone = entered.mapping("requests"), entered.zone
    seen: set[str] = set()
    for row in list(read_table(file, COLUMNS)):
        category = mapping.get(row["requesttype"].strip())
        unfit = _unfit(row, category, zone) or _twice(row, seen)
        if unfit is not None:
            matters.notes.append(unfit)
            continue
        seen.add(row["srnumber"].strip())
        body = _topic(row, str(category), entered, zone)
        matters.topics.append(Item(file.name, row.number, body))
        matters.notes += _odd(row)
    return matters


def _unfit(row: Row, category: str | None, zone: ZoneInfo) -> Note | None:
    """Say why a row cannot be classified or placed; such a row is left out."""
    theirs = row["requesttype"].strip()
    if category is None:
        zh, en = f"类型“{theirs}”没有对应", f"{theirs!r} is none of the mapped types"
        return _note(row, "unclassified", zh, en, left_out=True)
    if _degrees(row["latitude"]) is None or _degrees(row["longitude"]) is None:
        zh, en = "没有可用的坐标", "there are no usable coordinates"
        return _note(row, "unplaced", zh, en, left_out=True)
    if moment(row["createddate"], zone, DATES) is None:
        text = row["createddate"]
        zh, en = f"createddate 不是日期：{text}", f"createddate is no date: {text}"
        return _note(row, "date", zh, en, left_out=True)
    return None


def _twice(row: Row, seen: set[str]) -> Note | None:
    if row["srnumber"].strip() not in seen:
        return None
    return _note(row, "twice", "编号重复", "the number stood in an earlier row", left_out=True)


def _topic(row: Row, category: str, entered: Entered, zone: ZoneInfo) -> dict[str, Any]:
    raised_at, kind = moment(row["createddate"], zone, DATES), row["requesttype"].strip()
    address, status = row["address"].strip(), row["status"].strip()
    body = {
        "reference": entered.reference(row["srnumber"].strip()),
        "title": shortened(f"{kind}: {address}" if address else kind, TITLE),
        "category": category,
        "division": entered.division,
        "author": row["srnumber"].strip(),
        "raised_at": raised_at.isoformat() if raised_at else "",
        "note": shortened(kind, NOTE),
        "lat": _degrees(row["latitude"]),
        "long": _degrees(row["longitude"]),
    }
    if address:
        body["address"] = address
    if status not in ENDED:
        return body
    closed_at = moment(row["closeddate"], zone, DATES)
    ended = {"ended": ENDED[status], "reason": status}
    if closed_at and raised_at and closed_at >= raised_at:
        ended["ended_at"] = closed_at.isoformat()
    return body | ended


def _odd(row: Row) -> list[Note]:
    """Tell of contradictions in a row that is taken all the same."""
    status, closed = row["status"].strip(), row["closeddate"].strip()
    if status == "Closed" and not closed:
        zh, en = "已办结但没有办结时间", "closed, and no day on which it was"
        return [_note(row, "no-closing-day", zh, en, left_out=False)]
    return []


def _degrees(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if -180 <= value <= 180 else None  # noqa: PLR2004 - of the globe


def _note(row: Row, rule: str, zh: str, en: str, *, left_out: bool) -> Note:
    return Note(row.file.name, row.number, row["srnumber"], left_out, rule, zh, en)
