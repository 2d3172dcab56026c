"""Reads proposals.csv and comments.csv as Decidim sites publish them: who answers whom is kept."""

from pathlib import Path
from typing import Any

from gongzhi.elsewhere.matters import NOTE, TITLE, Entered, Item, Matters, Note, moment, shortened
from gongzhi.errors import Unreadable
from gongzhi.polis.tables import Row, read_table

PROPOSALS, COMMENTS = "proposals.csv", "comments.csv"
PROPOSED = ("id", "created_at", "status", "category", "author_id", "title", "summary")
SAID = ("id", "proposal_id", "ancestry", "created_at", "author_id", "body")
DATES = ("%d/%m/%Y", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
ENDED = {"accepted": "closed", "rejected": "declined"}
TEXT = 4000


def read_decidim(folder: Path, entered: Entered) -> Matters:
    """Read a folder; Unreadable refuses it as a whole, before anything is sent."""
    if not folder.is_dir():
        raise Unreadable(f"没有文件夹 {folder} / there is no folder {folder}")
    matters = Matters(folder)
    mapping, zone = entered.mapping("decidim"), entered.zone
    proposals = list(read_table(folder / PROPOSALS, PROPOSED))
    comments = list(read_table(folder / COMMENTS, SAID))
    for row in proposals:
        _add(matters, matters.topics, row, lambda row: _topic(row, entered, (mapping, zone)))
    proposed = {item.body["reference"] for item in matters.topics}
    # an answer comes after what it answers: from the roots down
    comments.sort(key=lambda row: (len(_ancestors(row)), row.number))
    sent: set[str] = set()
    for row in comments:
        _add(matters, matters.comments, row, lambda row: _comment(row, entered, zone))
        _settle_thread(matters, row, sent, proposed)
    return matters


def _add(matters: Matters, where: list[Item], row: Row, read: Any) -> None:
    """Take a row, or say why it is left out."""
    try:
        where.append(Item(row.file.name, row.number, read(row)))
    except _Unfit as unfit:
        matters.notes.append(_note(row, unfit.rule, unfit.zh, unfit.en, left_out=True))


class _Unfit(Exception):  # noqa: N818 - says what is the case
    """A row that the API would not take."""

    def __init__(self, rule: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.rule, self.zh, self.en = rule, zh, en


def _topic(row: Row, entered: Entered, how: tuple[dict[str, str], Any]) -> dict[str, Any]:
    mapping, zone = how
    theirs = row["category"].strip()
    narrower = f"{theirs}/{(row.values.get('subcategory') or '').strip()}"
    category = mapping.get(narrower) or mapping.get(theirs)
    if category is None:
        zh, en = f"类别“{theirs}”没有对应", f"{theirs!r} is none of the mapped categories"
        raise _Unfit("unclassified", zh, en)
    raised_at, status = _dated(row, zone), row["status"].strip()
    title = shortened(row["title"], TITLE)
    if not title:
        raise _Unfit("empty", "title 为空", "title is empty")
    body = {
        "reference": entered.reference(row["id"].strip()),
        "title": title,
        "category": category,
        "division": entered.division,
        "author": row["author_id"].strip() or (row.values.get("source") or "nobody").strip(),
        "raised_at": raised_at,
        "note": shortened(f"{row['title'].strip()}\n{row['summary'].strip()}", NOTE),
    }
    if status not in ENDED:
        return body
    return body | {"ended": ENDED[status], "reason": status}


def _comment(row: Row, entered: Entered, zone: Any) -> dict[str, Any]:
    text = shortened(row["body"], TEXT)
    if not text:
        raise _Unfit("empty", "body 为空", "body is empty")
    return {
        "topic": entered.reference(row["proposal_id"].strip()),
        "reference": row["id"].strip(),
        "author": row["author_id"].strip() or "nobody",
        "text": text,
        "created_at": _dated(row, zone),
    }


def _dated(row: Row, zone: Any) -> str:
    at = moment(row["created_at"], zone, DATES)
    if at is None:
        text = row["created_at"]
        raise _Unfit("date", f"created_at 不是日期：{text}", f"created_at is no date: {text}")
    return at.isoformat()


def _settle_thread(matters: Matters, row: Row, sent: set[str], proposed: set[str]) -> None:
    """Say whom a comment answers: its parent, or the nearest before it that is there."""
    item = matters.comments[-1] if matters.comments else None
    if item is None or item.row != row.number:
        return
    if item.body["topic"] not in proposed:
        matters.comments.pop()
        en = f"proposal {row['proposal_id']} is not there"
        matters.notes.append(
            _note(row, "no-topic", f"没有提案 {row['proposal_id']}", en, left_out=True)
        )
        return
    ancestors = _ancestors(row)
    known = [one for one in ancestors if one in sent]
    if known:
        item.body["reply_to"] = known[-1]
    if len(known) < len(ancestors):
        gone = "/".join(one for one in ancestors if one not in sent)
        zh = f"所回复的评论 {gone} 不在数据中，接在最近的上级之后"
        en = f"answers {gone}, which is not there: put after the nearest that is"
        matters.notes.append(_note(row, "orphan", zh, en, left_out=False))
    sent.add(item.body["reference"])


def _ancestors(row: Row) -> list[str]:
    return [one for one in row["ancestry"].strip().split("/") if one]


def _note(row: Row, rule: str, zh: str, en: str, *, left_out: bool) -> Note:
    return Note(row.file.name, row.number, row["id"], left_out, rule, zh, en)
