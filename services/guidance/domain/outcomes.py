"""Outcomes: what offering led to, from the totals of trials, with nothing shown under five."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .suppression import Table, shown
from .trials import FATES
from .uplift import Share, Uplift, uplift

HELD_OUT = ("held_out", "held_out_stepped_up")

Row = Mapping[str, Any]
Shown = list[list[int | None]]


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
    """Show totals that add up to a total shown elsewhere; none can be found by subtraction."""
    labels = [row["label"] for row in rows]
    fates = shown([[row.get(fate, 0) for fate in FATES] for row in rows])
    arms = zip(_arm(rows, "offered", "stepped_up"), _arm(rows, *HELD_OUT), strict=True)
    shown_rows = zip(labels, fates, arms, strict=True)
    return [_outcome(label, fate, *pair) for label, fate, pair in shown_rows]


def _arm(rows: Sequence[Row], whole: str, part: str) -> Shown:
    wholes = [[row.get(whole, 0)] for row in rows]
    sizes = shown(wholes, rows_add_up=False)
    parts: Table = [[row.get(part, 0), row.get(whole, 0) - row.get(part, 0)] for row in rows]
    secret = [(r, c) for r, [size] in enumerate(sizes) if size is None for c in (0, 1)]
    stepped_up = shown(parts, secret=secret)
    return [[size, part[0]] for [size], part in zip(sizes, stepped_up, strict=True)]


def _outcome(
    label: str, fates: list[int | None], offered: list[int | None], held_out: list[int | None]
) -> Outcome:
    mine, theirs = _share(*offered), _share(*held_out)
    return Outcome(
        label=label,
        offered=offered[0],
        stepped_up=offered[1],
        taken=fates[0],
        declined=fates[1],
        ignored=fates[2],
        held_out=held_out[0],
        held_out_stepped_up=held_out[1],
        rate=mine.rate if mine else None,
        held_out_rate=theirs.rate if theirs else None,
        uplift=uplift(mine, theirs) if mine and theirs else None,
    )


def _share(residents: int | None, stepped_up: int | None) -> Share | None:
    if residents is None or stepped_up is None:
        return None
    return Share(stepped_up, residents)
