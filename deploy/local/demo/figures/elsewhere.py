"""The imported deliberation against its own export: totals of all votes, and who stands where."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongzhi.polis import Export

from ..desk import Desk
from .figure import Figure

MARKS = {"agree": "1", "disagree": "-1", "pass": "0"}


def figures_of_the_export(desk: Desk, topic_id: str, export: Export) -> list[Figure]:
    """Compare both views: every vote counted, and each person's last vote."""
    path = f"/v1/topics/{topic_id}"
    counts = desk.integrator.get("expression", path)["counts"]
    statements = list(desk.integrator.pages("expression", f"{path}/statements"))
    rows = _table(export.folder / "comments.csv")
    matrix = list(desk.integrator.pages("expression", f"{path}/matrix"))
    figures = [
        Figure("people who voted", _voters(export), counts["voters"]),
        Figure("statements", len(export.statements), counts["statements"]),
        Figure("votes", len(export.votes), counts["votes"]),
        Figure("statements with the totals of the export", len(rows), _equal(rows, statements)),
        Figure(
            "cells that differ in who stands where",
            0,
            _differing(export, statements, matrix),
        ),
    ]
    return [replace(figure, told_by="the export of vTaiwan") for figure in figures]


def _voters(export: Export) -> int:
    summary = {row[0]: row[1] for row in _lines(export.folder / "summary.csv") if len(row) > 1}
    return int(summary["voters"])


def _equal(rows: list[dict[str, str]], statements: list[dict[str, Any]]) -> int:
    told = {one["reference"]: (one["agrees"], one["disagrees"]) for one in statements}
    asked = [(row["comment-id"], (int(row["agrees"]), int(row["disagrees"]))) for row in rows]
    return sum(told.get(reference) == totals for reference, totals in asked)


def _differing(
    export: Export, statements: list[dict[str, Any]], matrix: list[dict[str, Any]]
) -> int:
    """Count the cells of the export's matrix in which the system has another vote, or none."""
    references = {one["id"]: one["reference"] for one in statements}
    ours = {row["voter_id"].rpartition(":")[2]: _marks(row, references) for row in matrix}
    columns = [one["reference"] for one in export.statements]
    rows = _table(export.folder / "participants-votes.csv")
    return sum(
        ours.get(row["participant"], {}).get(column, "") != row[column]
        for row in rows
        for column in columns
    )


def _marks(row: dict[str, Any], references: dict[str, str]) -> dict[str, str]:
    return {references[one]: MARKS[choice] for one, choice in row["votes"].items()}


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _lines(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))
