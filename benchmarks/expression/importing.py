"""A real deliberation through the command line: `python -m benchmarks.expression.importing`.

GONGZHI_DATA names the folder that has the open export of vTaiwan's consultation on UberX.
"""

import csv
import sys
from typing import Any

from benchmarks.expression.figures import Figure, printed
from benchmarks.expression.polis_stage import TOPIC, PolisStage, export, stage

WITHIN = 60.0
MARKS = {"agree": "1", "disagree": "-1", "pass": "0"}


def measure(one: PolisStage) -> list[Figure]:
    """Import everything, and once more; compare with what was published."""
    before = one.processor_seconds()
    first = one.import_export()
    busy = one.processor_seconds() - before
    again = one.import_export()
    counts = one.api.get("expression", TOPIC)["counts"]
    comments = _rows("comments.csv")
    totals = _totals(one)
    equal = sum(totals[row["comment-id"]][:2] == _told(row) for row in comments)
    chosen = [sum(total[choice] for total in totals.values()) for choice in range(3)]
    return [
        Figure("import of 49,997 votes by the command line", first, WITHIN, "s"),
        Figure("  processor time of service and database in it", busy, None, "s"),
        Figure("  votes a second", counts["votes"] / first, None, "votes/s"),
        Figure("the same import once more", again, None, "s"),
        Figure("votes counted after both", counts["votes"], 49_997, "votes"),
        Figure("statements with the published totals", equal, len(comments), "of 197", True),
        Figure("cells of the last votes that differ", _differing(one), 0, "cells"),
        *(
            Figure(f"votes: {name}", n, None, "votes")
            for name, n in zip(MARKS, chosen, strict=True)
        ),
    ]


def _totals(one: PolisStage) -> dict[str, tuple[int, int, int]]:
    said = one.api.pages("expression", f"{TOPIC}/statements")
    return {s["reference"]: (s["agrees"], s["disagrees"], s["passes"]) for s in said}


def _told(row: dict[str, str]) -> tuple[int, int]:
    return int(row["agrees"]), int(row["disagrees"])


def _differing(one: PolisStage) -> int:
    """Count the cells in which the published matrix of last votes is not ours."""
    ours = {
        row["voter_id"].rpartition(":")[2]: _cells(row["votes"])
        for row in one.api.pages("expression", f"{TOPIC}/matrix")
    }
    people = _rows("participants-votes.csv")
    return sum(
        ours.get(person["participant"], {}).get(column, "") != mark
        for person in people
        for column, mark in person.items()
        if column.isdigit()
    )


def _cells(votes: dict[str, Any]) -> dict[str, str]:
    return {key.rpartition("-")[2]: MARKS[choice] for key, choice in votes.items()}


def _rows(name: str) -> list[dict[str, str]]:
    with (export() / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> int:
    """Measure and print."""
    with stage() as one:
        return 0 if printed(measure(one), one.running.database) else 1


if __name__ == "__main__":
    sys.exit(main())
