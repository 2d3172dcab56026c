"""Measure it: `python -m benchmarks.expression [part ...]`, all parts unless some are named.

`importing` and `groups` are a real deliberation (GONGZHI_DATA), `hall` the live hall, `records`
topics among many. The last two print figures of their own; all are judged in one table at the end.
"""

import signal
import sys

from benchmarks.expression import groups, hall, importing, records
from benchmarks.expression.figures import Figure, printed
from benchmarks.expression.polis_stage import stage
from benchmarks.flow.asked import refuse

PARTS = ("importing", "groups", "hall", "records")
WHOLE = {
    "hall": ("the hall: each follower sees each change, as above", hall.main),
    "records": ("topics among many: as quick as among few, as above", records.main),
}


def measured(parts: list[str]) -> tuple[list[Figure], str]:
    """Measure the parts; give every figure, and the database of the deliberation."""
    figures: list[Figure] = []
    database = "databases as said above"
    if {"importing", "groups"} & set(parts):
        with stage() as one:
            database = one.running.database
            figures += importing.measure(one)
            figures += groups.measure(one) if "groups" in parts else []
    for part, (name, run) in WHOLE.items():
        if part in parts:
            figures.append(Figure(name, float(run([]) == 0), 1, "", more_is_better=True))
    return figures, database


def main(arguments: list[str]) -> int:
    """Measure what is asked for and print one table."""
    parts = arguments or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        refuse(f"there is no part {', '.join(sorted(unknown))}: name some of {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    return 0 if printed(*measured(parts)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
