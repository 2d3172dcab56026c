"""How far an import came, so that one that was interrupted goes on from there."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PIECE = 1 << 20


@dataclass(frozen=True)
class Place:
    """The last row that is settled, what came of the rows before, and the report's length."""

    row: int = 0
    total: int = 0
    taken: int = 0
    before: int = 0
    refused: int = 0
    report_bytes: int = 0


class Bookmark:
    """A small file beside the sheet that remembers a place; it holds nothing of what was sent."""

    def __init__(self, file: Path, **about: str) -> None:
        """Remember for this very content, and what else the import is about."""
        self._file = file.with_name(f"{file.name}.progress.json")
        self._about = {"content": content_of(file), **about}

    def read(self) -> Place:
        """Give the place an import of the same came to; the beginning where there is none."""
        try:
            told: Any = json.loads(self._file.read_text(encoding="utf-8"))
            return Place(**told["place"]) if told["about"] == self._about else Place()
        except (OSError, ValueError, KeyError, TypeError):
            return Place()

    def keep(self, place: Place) -> None:
        """Remember a place; a crash leaves the one before or this one."""
        told = {"about": self._about, "place": asdict(place)}
        beside = self._file.with_name(f"{self._file.name}.new")
        beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        beside.replace(self._file)

    def forget(self) -> None:
        """The import came to its end."""
        self._file.unlink(missing_ok=True)


def content_of(file: Path) -> str:
    """Give the SHA-256 of a file's content."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
