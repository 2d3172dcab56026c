"""Public figures: how many residents stand where, with nothing in them that points at anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.suppression import LEAST, suppress

from .ladder.standing import NOWHERE, Rung

COLUMNS = (NOWHERE, *(rung.value for rung in Rung))


@dataclass(frozen=True)
class Line:
    """The residents of one place by rung; None is withheld."""

    division: str
    residents: int | None
    rungs: dict[str, int | None]


@dataclass(frozen=True)
class PublicFigures:
    """The figures of a district as published for a day: one table, and no other beside it."""

    id: str
    division: str
    on: date
    least: int
    communities: tuple[Line, ...]
    total: Line


def figures_id(district: str, on: date) -> str:
    """Name the one edition a district has on a day."""
    return f"{district}:{on.isoformat()}"


def publish(district: str, counted: Sequence[Mapping[str, Any]], *, on: date) -> PublicFigures:
    """Make a district's table: numbers under 5 are withheld, and what would give them away.

    Towns have no line of their own: a second table of the same people could be subtracted.
    """
    places = sorted(counted, key=lambda row: str(row["id"]))
    table = suppress([[row.get(name, 0) for name in COLUMNS] for row in places])
    codes = [str(row["id"]) for row in places] + [district]
    lines = [_line(code, row) for code, row in zip(codes, table, strict=True)]
    return PublicFigures(
        id=figures_id(district, on),
        division=district,
        on=on,
        least=LEAST,
        communities=tuple(lines[:-1]),
        total=lines[-1],
    )


def _line(division: str, row: list[int | None]) -> Line:
    return Line(division, row[-1], dict(zip(COLUMNS, row[:-1], strict=True)))
