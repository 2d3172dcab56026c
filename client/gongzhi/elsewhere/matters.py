"""What a reader of files hands on: topics and comments for the API, and notes on single rows."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gongzhi.errors import Unreadable

TITLE, NOTE = 200, 2000


@dataclass(frozen=True)
class Note:
    """What is to be said of one row: what was left out, or what is odd about it."""

    file: str
    row: int
    identity: str
    left_out: bool
    rule: str
    zh: str
    en: str


@dataclass(frozen=True)
class Item:
    """One row as the API takes it, and where it stood."""

    file: str
    row: int
    body: dict[str, Any]


@dataclass
class Matters:
    """Everything that was read, before anything of it is sent."""

    folder: Path
    topics: list[Item] = field(default_factory=list)
    comments: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Entered:
    """How matters are entered: for which place, under which names, in whose time."""

    division: str
    prefix: str
    timezone: str = "Asia/Shanghai"
    categories: Path | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Give the time zone of the files."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Unreadable(
                f"没有时区“{self.timezone}” / there is no time zone {self.timezone!r}"
            ) from error

    def mapping(self, usual: str) -> dict[str, str]:
        """Read which category of ours each of theirs is: the sender's own file, or ours."""
        text = files("gongzhi.elsewhere").joinpath(f"{usual}.json").read_text(encoding="utf-8")
        if self.categories is None:
            return dict(json.loads(text)["categories"])
        return _own_mapping(self.categories)

    def reference(self, identity: str) -> str:
        """Name a matter by its id there, so that no two systems share a name."""
        return f"{self.prefix}-{identity}"


def _own_mapping(file: Path) -> dict[str, str]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"{file} 无法读取 / cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Unreadable(f"{file} 不是 JSON / is not JSON: {error}") from error
    mapping = told.get("categories", told) if isinstance(told, Mapping) else None
    if not isinstance(mapping, dict) or not all(isinstance(one, str) for one in mapping.values()):
        raise Unreadable(f'{file}: 请写成 / write {{"their category": "ours"}}')
    return mapping


def moment(text: str, zone: ZoneInfo, forms: tuple[str, ...]) -> datetime | None:
    """Read a moment in one of some forms; None where it is in none of them."""
    for form in forms:
        try:
            # the time zone is that of the file, which says none itself
            stated = datetime.strptime(text.strip(), form)  # noqa: DTZ007
        except ValueError:
            continue
        return stated.replace(tzinfo=zone).astimezone(UTC)
    return None


def shortened(text: str, most: int) -> str:
    """Cut a text to a length, visibly."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"


def counted(matters: Matters) -> Iterator[tuple[str, int]]:
    """Count by rule what there is to be said."""
    rules = [note.rule for note in matters.notes]
    for rule in dict.fromkeys(rules):
        yield rule, rules.count(rule)
