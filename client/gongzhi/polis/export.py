"""Reads a Polis export: what was said, and every vote in the order in which it was cast."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gongzhi.errors import Unreadable
from gongzhi.polis.tables import Row, read_pairs, read_table

CHOICES = {"1": "agree", "-1": "disagree", "0": "pass"}
MODERATED = {"1": "accepted", "0": "pending", "-1": "rejected"}
SAID = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
VOTED = ("timestamp", "comment-id", "voter-id", "vote")
ORDER = "order"  # a column of our own exports: the rank a vote came with
LONGEST_TEXT, MOST_DIGITS, LARGEST_ORDER = 4000, 64, 2**53


@dataclass(frozen=True)
class Export:
    """A deliberation as it is exported; statements and votes as the API takes them."""

    folder: Path
    topic: str
    statements: list[dict[str, Any]]
    votes: list[dict[str, Any]]


def read_export(folder: Path) -> Export:
    """Read a folder with summary.csv, comments.csv and votes.csv; Unreadable says what is wrong."""
    if not folder.is_dir():
        raise Unreadable(f"there is no folder {folder}")
    summary = read_pairs(folder / "summary.csv")
    statements: list[dict[str, Any]] = []
    known: set[str] = set()
    for row in read_table(folder / "comments.csv", SAID):
        statements.append(_statement(row, known))
        known.add(statements[-1]["reference"])
    votes = [_vote(row, known) for row in read_table(folder / "votes.csv", VOTED)]
    # by time; the order of the file decides between votes of the same moment
    votes.sort(key=lambda vote: (vote["cast_at"], vote["order"]))
    return Export(folder, summary.get("topic", ""), statements, votes)


def _statement(row: Row, known: set[str]) -> dict[str, Any]:
    reference, text = _whole(row, "comment-id"), row["comment-body"]
    if reference in known:
        raise row.wrong(f"comment-id {reference} is there twice")
    if not text.strip():
        raise row.wrong("comment-body is empty")
    if len(text) > LONGEST_TEXT:
        raise row.wrong(f"comment-body has {len(text):,} characters, not {LONGEST_TEXT:,} at most")
    return {
        "reference": reference,
        "author": _whole(row, "author-id"),
        "text": text,
        "created_at": _moment(row),
        "moderated": row.one_of("moderated", MODERATED),
    }


def _vote(row: Row, known: set[str]) -> dict[str, Any]:
    statement = _whole(row, "comment-id")
    if statement not in known:
        raise row.wrong(f"comment-id {statement} is not in comments.csv")
    return {
        "voter": _whole(row, "voter-id"),
        "statement": statement,
        "choice": row.one_of("vote", CHOICES),
        "cast_at": _moment(row),
        "order": _order(row),
    }


def _whole(row: Row, column: str) -> str:
    text = row[column].strip()
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise row.wrong(f"{column} is {text[:40] or 'empty'}, not a whole number")
    return text


def _order(row: Row) -> int:
    """Rank votes of the same moment by the file, where it does not say another order."""
    order = int(_whole(row, ORDER)) if ORDER in row.values else row.number
    if order > LARGEST_ORDER:
        raise row.wrong(f"{ORDER} is {order}, not {LARGEST_ORDER} at most")
    return order


def _moment(row: Row) -> str:
    """Write milliseconds since 1970 as the moment they mean, all of the same length."""
    milliseconds = int(_whole(row, "timestamp"))
    try:
        moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise row.wrong("timestamp is no date in milliseconds") from error
    return moment.replace(microsecond=milliseconds % 1000 * 1000).isoformat(timespec="milliseconds")
