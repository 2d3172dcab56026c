"""Measure it: `python -m benchmarks.scale [residents]`, a million unless it is given."""

import os
import signal
import sys
import time
from typing import Any

from benchmarks import report
from benchmarks.report import Row
from benchmarks.scale import answers, importing, rederiving, totals
from benchmarks.scale.asked import Sizes, sizes
from benchmarks.scale.stack import stack
from benchmarks.scale.world import ACTIONS

BEGAN = time.perf_counter()


def measured(asked: Sizes) -> tuple[list[Row], dict[str, Any], list[str]]:
    """Put both worlds in, compare, import and judge anew; say on what, and what was wrong."""
    with stack("small", asked.small) as small, stack("large", asked.large) as large:
        about = report.circumstances(large.running) | {"load": round(os.getloadavg()[2], 1)}
        about |= {"residents": [asked.small, asked.large], "actions": asked.large * ACTIONS}
        took, wrong = answers.compare(small, large)
        small.stop()
        _say("requests were asked")
        imported, about["import"] = importing.compare(large, asked.rows)
        _say("sheets were imported")
        judged, about["rederived"], failed = rederiving.compare(large, asked.rederived)
        _say("standings were re-derived")
        wrong += failed + totals.complaints(large)
    return [*(one.row for one in took), *imported, judged], about, wrong


def _say(what: str) -> None:
    print(f"{time.perf_counter() - BEGAN:.0f} s: {what}", flush=True)


def main() -> int:
    """Measure and write it down."""
    asked = sizes()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    rows, about, wrong = measured(asked)
    about["seconds"] = round(time.perf_counter() - BEGAN)
    report.written(rows, about, wrong, part="scale")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
