"""The parts pages are made of: tables of escaped text, in Chinese and English."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from html import escape
from typing import Any

from ..domain.rules.calendar import ONE_DAY, SHANGHAI
from .words import ACTS, NOTHING, WORDS

Cells = Sequence[Any]
MIDNIGHT = time()
HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body{{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}}
table{{border-collapse:collapse;width:100%;margin-bottom:1em}}
th,td{{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top;
overflow-wrap:anywhere}}
th{{background:#f2f2f2}}
@media print{{body{{max-width:none;margin:0}}h2{{break-after:avoid}}tr{{break-inside:avoid}}}}
</style></head><body><h1>{title}</h1>
"""
END = "</body></html>\n"


class Html(str):
    """Markup made here, out of text that was escaped."""

    __slots__ = ()


def section(title: str, content: str) -> str:
    """Put a part of the page under its title; what is empty is left out."""
    return f"<h2>{title}</h2>\n{content}" if content else ""


def facts_of(*rows: Cells) -> str:
    """Write some facts as a table of two columns, without those that are not there."""
    told = [(name, value) for name, value in rows if value not in (None, "")]
    lines = (f'<tr><th scope="row">{n}</th><td>{text_of(v)}</td></tr>' for n, v in told)
    return "<table>" + "\n".join(lines) + "</table>\n"


def table_of(heads: Iterable[str], rows: Sequence[Cells]) -> str:
    """Write many things of a kind as a table; nothing where there are none."""
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    lines = (
        "<tr>" + "".join(f"<td>{text_of(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><thead><tr>{top}</tr></thead><tbody>\n" + "\n".join(lines) + "</tbody></table>\n"
    )


def text_of(value: Any) -> str:
    """Write a value so that it is text, never markup."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Html):
        return value
    return moment_of(value) if isinstance(value, datetime) else escape(str(value))


def evidence_of(reference: str, words: str) -> str:
    """Write what shows that something was done; only a web address becomes a link."""
    said = f" {escape(words)}" if words else ""
    if reference.startswith(("https://", "http://")):
        link = escape(reference)
        return f'<a rel="nofollow noopener" href="{link}">{link}</a>{said}'
    return escape(reference) + said


def moment_of(moment: datetime) -> str:
    """Write a moment as the clocks in Nanhai show it; a day ends at 24:00, as deadlines do."""
    local = moment.astimezone(SHANGHAI)
    if local.time() == MIDNIGHT:
        return f"{local - ONE_DAY:%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def word_of(value: Any) -> str:
    """Put a word of the service into Chinese and English."""
    return WORDS.get(str(value), str(value)) if value else ""


def act_of(name: str) -> str:
    """Put an act of the history into Chinese and English."""
    return ACTS.get(name, name)


def open_or_ended(is_open: bool) -> str:
    """Say whether a vote goes on."""
    return "表决中 open" if is_open else "已结束 ended"


def yes_or_no(value: bool | None) -> str:
    """Say yes or no, or nothing."""
    return "" if value is None else ("是 yes" if value else "否 no")
