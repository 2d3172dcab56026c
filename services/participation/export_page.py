"""Everything kept of a resident as one page of HTML, in Chinese, to be read and printed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from html import escape
from typing import Any

from .domain.days import CHINA
from .export_words import TITLES, VALUES, WORDS

Row = Mapping[str, Any]
NOTHING = "—"
ON_EVERY_LINE = frozenset({"resident_id"})  # whose page it is stands at its head
HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>个人信息副本</title>
<style>
body{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%;margin-bottom:1em}
th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
th{background:#f2f2f2}
.list{overflow-x:auto}.list table{font-size:14px}
@media print{body{max-width:none;margin:0}h2{break-after:avoid}tr{break-inside:avoid}}
</style></head><body><h1>个人信息副本</h1>
<p>依据《个人信息保护法》第四十五条提供。如有错误，可依第四十六条申请更正；可依第四十七条申请删除。</p>
"""


def page_of(export: Row) -> str:
    """Write an export as a page; whatever it holds is text, never markup."""
    made = f"<p>生成时间：{_text(export['exported_at'])}</p>\n"
    parts = [_section(title, export.get(name)) for name, title in TITLES.items()]
    return HEAD + made + "".join(parts) + "</body></html>\n"


def _section(title: str, content: Any) -> str:
    heading = f"<h2>{escape(title)}</h2>\n"
    if not content:
        return heading + "<p>无</p>\n"
    if isinstance(content, list):
        return heading + _list([_plain(row) for row in content])
    return heading + _facts(_plain(content))


def _facts(row: Row) -> str:
    """Write one thing as a table of two columns."""
    lines = (
        f'<tr><th scope="row">{_word(name)}</th><td>{_text(value)}</td></tr>'
        for name, value in row.items()
    )
    return "<table>" + "".join(lines) + "</table>\n"


def _list(rows: Sequence[Row]) -> str:
    """Write many things of a kind as one table, without the columns in which nothing stands."""
    names = dict.fromkeys(name for row in rows for name in row)
    told = [name for name in names if name not in ON_EVERY_LINE]
    shown = [n for n in told if any(_text(row.get(n)) != NOTHING for row in rows)]
    heads = "".join(f'<th scope="col">{_word(name)}</th>' for name in shown)
    lines = (
        "<tr>" + "".join(f"<td>{_text(row.get(name))}</td>" for name in shown) + "</tr>\n"
        for row in rows
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>\n{''.join(lines)}</tbody></table>"
    return f'<p>共{len(rows)}条</p>\n<div class="list">{table}</div>\n'


def _word(name: Any) -> str:
    known = WORDS.get(name) or VALUES.get(name)
    return escape(known or str(name))


def _text(value: Any) -> str:
    if value is None or value in ((), [], {}, ""):
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Mapping):
        return "；".join(f"{_key(name)}：{_text(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "<br>".join(_text(_plain(one)) for one in value)
    return _said(value)


def _key(name: Any) -> str:
    return escape(VALUES.get(name) or WORDS.get(name) or str(name))


def _said(value: Any) -> str:
    """Put what the service keeps as a word of its own into Chinese; what people wrote stays."""
    if isinstance(value, StrEnum) or (isinstance(value, str) and value.isidentifier()):
        return escape(VALUES.get(str(value), str(value)))
    return escape(value.isoformat() if isinstance(value, date) else str(value))


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
