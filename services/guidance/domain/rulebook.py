"""The rulebook of a district: everything its standards say, and what is in force on a given day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chassis.errors import Refused

from .standards import Standard


@dataclass(frozen=True)
class Entry:
    """One version of a standard, as the rulebook keeps it."""

    standard_id: str
    number: int
    in_force_from: date
    rules: dict[str, Any]


@dataclass(frozen=True)
class Rulebook:
    """All versions of all standards of one district; its id is the district's code."""

    id: str
    division: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Ruling:
    """What a section says on a day, and which standard says it."""

    standard_id: str
    number: int
    section: str
    in_force_from: date
    rules: Any


def enter(rulebook: Rulebook | None, standard: Standard) -> Rulebook:
    """Enter the latest version of a standard; a section has one source a day, or is refused."""
    book = rulebook or Rulebook(standard.division, standard.division)
    latest = standard.latest
    entry = Entry(standard.id, latest.number, latest.in_force_from, latest.rules)
    for other in book.entries:
        _check_apart(entry, other)
    return replace(book, entries=(*book.entries, entry))


def _check_apart(entry: Entry, other: Entry) -> None:
    shared = sorted(entry.rules.keys() & other.rules.keys())
    same_day = entry.in_force_from == other.in_force_from
    if shared and same_day and entry.standard_id != other.standard_id:
        raise Refused(
            "section-taken",
            f"{other.standard_id} already rules {shared[0]} from {other.in_force_from} on",
            f"{other.standard_id} 已自 {other.in_force_from} 起规定 {shared[0]}",
            field=f"rules.{shared[0]}",
        )


def in_force(rulebook: Rulebook | None, section: str, on: date) -> Ruling | None:
    """Give what a section says on a day: the latest version in force by then that carries it."""
    entries = rulebook.entries if rulebook else ()
    carrying = [e for e in entries if e.in_force_from <= on and section in e.rules]
    if not carrying:
        return None
    entry = max(carrying, key=lambda e: (e.in_force_from, e.number))
    return Ruling(
        entry.standard_id, entry.number, section, entry.in_force_from, entry.rules[section]
    )


def first_day(rulebook: Rulebook, section: str) -> date | None:
    """Give the first day on which a section is in force at all."""
    return min((e.in_force_from for e in rulebook.entries if section in e.rules), default=None)
