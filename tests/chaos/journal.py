"""The journal of a run: what was intended and what came of it, on disk before it is acted on.

The oracle reads it; it imports nothing of ours, and neither does this module.
"""

import json
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

KINDS = frozenset({"run", "intent", "outcome", "fault", "poison", "repeat", "published", "looked"})
OUTCOMES = frozenset({"ok", "rejected", "unknown"})
NEEDED = {
    "intent": ("key", "act", "who", "where"),
    "outcome": ("key", "outcome"),
    "fault": ("what", "on"),
    "poison": ("service", "sha256", "what"),
    "published": ("event", "sha256"),
}


class JournalCorrupt(Exception):  # noqa: N818 - says what is the case
    """The journal cannot be believed; one sentence says why."""


class Journal:
    """Appends lines to a file; whoever appends may act on it only after that."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("ab")
        self._lock = threading.Lock()

    def write(self, kind: str, **said: Any) -> None:
        """Append one line."""
        self.write_all([{"kind": kind, **said}])

    def write_all(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Append lines that belong together; they are on disk when this returns."""
        text = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
        with self._lock:
            self._file.write(text)
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write no more."""
        self._file.close()


def read(path: Path) -> list[dict[str, Any]]:
    """Read a journal; JournalCorrupt when a line of it makes no sense."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise JournalCorrupt(f"the journal {path} cannot be read: {error.strerror}") from error
    if not content.endswith(b"\n"):
        raise JournalCorrupt(f"the journal {path} ends in the middle of a line")
    lines = [_line(path, n, raw) for n, raw in enumerate(content.splitlines(), start=1)]
    _check_story(path, lines)
    return lines


def _line(path: Path, number: int, raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw)
    except ValueError:
        raise _corrupt(path, number, "is no JSON") from None
    if not isinstance(line, dict) or line.get("kind") not in KINDS:
        raise _corrupt(path, number, "is of no known kind")
    missing = [name for name in NEEDED.get(line["kind"], ()) if name not in line]
    if missing:
        raise _corrupt(path, number, f"lacks {', '.join(missing)}")
    return line


def _check_story(path: Path, lines: list[dict[str, Any]]) -> None:
    intended: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if line["kind"] == "intent":
            if line["key"] in intended:
                raise _corrupt(path, number, f"intends {line['key']} a second time")
            intended.add(line["key"])
        elif line["kind"] == "outcome":
            _check_outcome(path, number, line, intended)


def _check_outcome(path: Path, number: int, line: dict[str, Any], intended: set[str]) -> None:
    if line["key"] not in intended:
        raise _corrupt(path, number, f"tells what came of {line['key']}, which nobody intended")
    if line["outcome"] not in OUTCOMES:
        raise _corrupt(path, number, f"has an outcome called {line['outcome']}")


def _corrupt(path: Path, number: int, what: str) -> JournalCorrupt:
    return JournalCorrupt(f"the journal {path} is corrupt: line {number} {what}")
