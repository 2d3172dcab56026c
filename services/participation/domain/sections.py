"""Sections of standards besides the ladder: deadlines and limits, each in force from a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.divisions import within

# the sections this service goes by; whoever needs another one adds its name
SECTIONS = frozenset(
    {
        "erasure",
        "spaces",
        "timetable",
        "certificates",
        "rectification",
        "affairs",
        "mutual_aid",
        "retention",
    }
)


@dataclass(frozen=True)
class Edition:
    """What one version of a standard says in a section."""

    standard_id: str
    number: int
    division: str
    in_force_from: date
    rules: dict[str, Any]


@dataclass(frozen=True)
class Section:
    """Every edition of a section that was ever published; its id is the section's name."""

    id: str
    editions: tuple[Edition, ...] = ()


def take_up(section: Section, edition: Edition) -> Section:
    """Keep what guidance published; the same standard again replaces its earlier copy."""
    others = (e for e in section.editions if not _is_same(e, edition))
    return Section(section.id, (*others, edition))


def _is_same(one: Edition, other: Edition) -> bool:
    return (one.standard_id, one.number) == (other.standard_id, other.number)


def in_force(section: Section | None, *, on: date, division: str) -> dict[str, Any]:
    """Give what held in a place on a day: the latest that had come into force there, or {}."""
    held = [
        edition
        for edition in (section.editions if section else ())
        if edition.in_force_from <= on and within(division, edition.division)
    ]
    latest = max(held, key=lambda e: (e.in_force_from, e.number), default=None)
    return latest.rules if latest else {}


def whole(rules: dict[str, Any], name: str, default: int) -> int:
    """Read a whole number above zero out of a section, the default where it says none."""
    value = rules.get(name)
    plain = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return int(value) if plain and value is not None else default
