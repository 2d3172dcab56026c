"""How dead letters are shown to a person: a table, one letter in full, or JSON lines."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from gongzhi.deadletters import Acted, Found

COLUMNS = ("reason", "handler", "event_type", "attempt", "dead_at", "state")
ABOUT = (
    "id", "state", "reason", "handler", "error", "detail", "attempt", "event_id", "event_type",
    "division", "routing_key", "content_type", "size", "first_at", "dead_at", "settled_at", "trace",
)  # fmt: skip
MESSAGES = ("body", "edited")
HISTORY = ("at", "action", "outcome", "by", "why")
BYTES_A_LINE, MOST_BYTES = 16, 4096


def print_list(letters: Iterable[Found], *, as_json: bool) -> None:
    """Print letters, one a line."""
    if as_json:
        for one in letters:
            _print_json({"service": one.service, **one.letter})
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("service", "id"):
        table.add_column(heading, no_wrap=True)
    for heading in COLUMNS:
        table.add_column(heading, overflow="fold")
    for one in letters:
        table.add_row(one.service, one.letter["id"], *(str(one.letter[c]) for c in COLUMNS))
    Console().print(table)
    click.echo(f"{table.row_count} letters")


def print_letter(found: Found, *, as_json: bool) -> None:
    """Print one letter in full: its death, its message, its headers, its history."""
    letter = found.letter
    if as_json:
        _print_json({"service": found.service, **letter})
        return
    click.echo("\n".join(_lines(found.service, letter)))


def _lines(service: str, letter: Mapping[str, Any]) -> list[str]:
    known = {name: letter[name] for name in ABOUT if letter.get(name) not in (None, "")}
    told = [f"{name:<13} {value}" for name, value in {"service": service, **known}.items()]
    headers = [f"  {name}: {value}" for name, value in letter["headers"].items()]
    messages = [f"\n{title}\n{message_text(letter[title])}" for title in MESSAGES if letter[title]]
    history = ["  ".join(str(row[name]) for name in HISTORY) for row in letter["history"]]
    return [*told, "headers", *headers, *messages, "\nhistory", *history]


def print_acted(acted: Acted, *, as_json: bool) -> None:
    """Print what came of one action."""
    if as_json:
        _print_json(asdict(acted))
    else:
        click.echo(f"{acted.service} {acted.id} {acted.outcome} {acted.detail}".rstrip())


def message_text(message: Mapping[str, str | None]) -> str:
    """Write a message for reading: JSON with a line for each field, text, or bytes in hex."""
    text = message["text"]
    if text is None:
        return _hex(base64.b64decode(message["base64"] or ""))
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def _hex(content: bytes) -> str:
    starts = range(0, min(len(content), MOST_BYTES), BYTES_A_LINE)
    lines = [_hex_line(start, content[start : start + BYTES_A_LINE]) for start in starts]
    if len(content) > MOST_BYTES:
        lines.append(f"... {len(content) - MOST_BYTES} bytes more: see --json")
    return "\n".join(lines)


def _hex_line(start: int, part: bytes) -> str:
    shown = "".join(chr(one) if 32 <= one < 127 else "." for one in part)  # noqa: PLR2004 - ASCII
    return f"{start:06x}  {part.hex(' '):<{3 * BYTES_A_LINE}} {shown}"


def _print_json(told: Any) -> None:
    click.echo(json.dumps(told, ensure_ascii=False))
