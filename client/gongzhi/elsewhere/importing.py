"""Sends matters in bulks, and writes down row by row what was not taken or is odd."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongzhi.api import Api
from gongzhi.bulk import BulkReport, Progress, send
from gongzhi.elsewhere.matters import Item, Matters, Note
from gongzhi.errors import Unreadable

Bars = Callable[[str, int], Progress]
TOPICS, COMMENTS = "/v1/topics/import", "/v1/topics/import/statements"
MARK = "\ufeff"  # by which spreadsheets know UTF-8
HEADINGS = ("文件 file", "行号 row", "编号 id", "结果 outcome", "规则 rule", "说明", "explanation")
LEFT_OUT, NOTED, REFUSED = "未导入 left out", "已导入 imported", "被拒绝 refused"


@dataclass(frozen=True)
class Outcome:
    """What came of topics and comments, and where it is written row by row."""

    topics: BulkReport
    comments: BulkReport
    report: Path
    lines: int


def import_matters(
    api: Api,
    matters: Matters,
    report: Path,
    *,
    bars: Bars = lambda _name, _total: lambda _n: None,
) -> Outcome:
    """Send topics, then what was said on them; the same again changes nothing."""
    _check_writable(report)
    topics = _sent(api, TOPICS, matters.topics, bars("topics", len(matters.topics)))
    comments = _sent(api, COMMENTS, matters.comments, bars("comments", len(matters.comments)))
    lines = [_line(note) for note in matters.notes]
    lines += _refused(matters.topics, topics) + _refused(matters.comments, comments)
    _write(report, lines)
    return Outcome(topics, comments, report, len(lines))


def _sent(api: Api, path: str, items: list[Item], progress: Progress) -> BulkReport:
    # one after another: an answer may stand in the bulk after what it answers
    return send(api, "expression", path, (item.body for item in items), progress=progress)


def _line(note: Note) -> tuple[Any, ...]:
    outcome = LEFT_OUT if note.left_out else NOTED
    return note.file, note.row, note.identity, outcome, note.rule, note.zh, note.en


def _refused(items: list[Item], told: BulkReport) -> list[tuple[Any, ...]]:
    lines: list[tuple[Any, ...]] = []
    for place, problem in told.refused:
        item, rule = items[place], str(problem.get("type", "")).rpartition(":")[2]
        said = problem.get("detail") or problem.get("title")
        row = (item.file, item.row, item.body["reference"], REFUSED, rule, said, said)
        lines.append(row)
    return lines


def _check_writable(report: Path) -> None:
    try:
        report.open("a").close()
    except OSError as error:
        raise Unreadable(
            f"报告 {report} 无法写入，请用 --report / no report there, name a place with --report:"
            f" {error.strerror}"
        ) from error


def _write(report: Path, lines: list[tuple[Any, ...]]) -> None:
    if not lines:
        report.unlink(missing_ok=True)
        return
    with report.open("w", encoding="utf-8", newline="") as opened:
        opened.write(MARK)
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(lines)
