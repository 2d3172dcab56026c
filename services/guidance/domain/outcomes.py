"""Outcomes: what offering led to, from the totals of trials; small numbers are withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.suppression import suppress

from .trials import FATES
from .uplift import Share, Uplift, uplift

Row = Mapping[str, Any]
Figures = dict[str, int | None]
# what adds up to what: those offered a step by its fate and by whether they stepped up, those not
PARTS = (
    ("offered", FATES),
    ("offered", ("stepped_up", "stayed")),
    ("held_out", ("held_out_stepped_up", "held_out_stayed")),
)


@dataclass(frozen=True)
class Outcome:
    """What became of those offered a step, of those held out, and the difference between them."""

    label: str
    offered: int | None
    stepped_up: int | None
    taken: int | None
    declined: int | None
    ignored: int | None
    held_out: int | None
    held_out_stepped_up: int | None
    rate: float | None
    held_out_rate: float | None
    uplift: Uplift | None


def outcomes(rows: Sequence[Row]) -> list[Outcome]:
    """Show totals beside each other; none that is withheld can be had by subtraction."""
    shown = figures(rows)
    return [_outcome(row["label"], one) for row, one in zip(rows, shown, strict=False)]


def altogether(row: Row, *tables: Sequence[Row]) -> Outcome:
    """Show a total, without what must be withheld for the sake of the tables that add up to it."""
    [shown, _] = figures([row])
    sums = [figures(table)[-1] for table in tables if table]
    for name in [name for one in sums for name, number in one.items() if number is None]:
        shown[name] = None
    return _outcome(row["label"], shown)


def figures(rows: Sequence[Row]) -> list[Figures]:
    """Give what may be shown of each row, and last of their sums."""
    full = [_full(row) for row in rows]
    shown: list[Figures] = [{} for _ in range(len(rows) + 1)] if rows else []
    for whole, parts in PARTS if rows else ():
        table = suppress([[row[part] for part in parts] for row in full])
        for one, (*cells, total) in zip(shown, table, strict=True):
            one |= dict(zip(parts, cells, strict=True))
            one[whole] = total if one.get(whole, total) is not None else None
    return shown


def _full(row: Row) -> dict[str, int]:
    full = {name: row.get(name, 0) for whole, parts in PARTS for name in (whole, *parts)}
    full["stayed"] = full["offered"] - full["stepped_up"]
    full["held_out_stayed"] = full["held_out"] - full["held_out_stepped_up"]
    return full


def _outcome(label: str, shown: Figures) -> Outcome:
    mine = _share(shown["offered"], shown["stepped_up"])
    theirs = _share(shown["held_out"], shown["held_out_stepped_up"])
    taken, declined, ignored = (shown[fate] for fate in FATES)
    return Outcome(
        label=label,
        offered=shown["offered"],
        stepped_up=shown["stepped_up"],
        taken=taken,
        declined=declined,
        ignored=ignored,
        held_out=shown["held_out"],
        held_out_stepped_up=shown["held_out_stepped_up"],
        rate=mine.rate if mine else None,
        held_out_rate=theirs.rate if theirs else None,
        uplift=uplift(mine, theirs) if mine and theirs else None,
    )


def _share(residents: int | None, stepped_up: int | None) -> Share | None:
    if not residents or stepped_up is None:
        return None
    return Share(stepped_up, residents)
