"""Opinion groups of 1,921 voters and 197 statements: `python -m benchmarks.expression.groups`.

How long the process takes that finds them, its start and its reading of the database included, and
how late the service's own hub wakes while it does. GONGZHI_DATA as for the import.
"""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from statistics import median
from typing import Any

from benchmarks.contender import ROOT
from benchmarks.expression.figures import Figure, printed
from benchmarks.expression.polis_stage import REFERENCE, TOPIC, PolisStage, stage, until
from chassis.work.apart import ONE_THREAD

WITHIN, LAG_MS = 3.0, 100.0
TIMES = 5
FOUND_WITHIN, REMEMBERED = 120.0, 10.0  # the gauge shows the worst of its last ten seconds


def measure(one: PolisStage) -> list[Figure]:
    """Time the calculation alone, and watch the service while its own timer has it done."""
    # the service may have found groups while the votes were still coming in
    until(lambda: _found(one) == _opinions(one)["groups"], FOUND_WITHIN)
    took = [_calculated(one) for _ in range(TIMES)]
    lag, quiet = _lag(one)
    found = _opinions(one)
    groups = found["groups"]
    return [
        Figure("opinion groups of 1,921 x 197", median(took), WITHIN, "s"),
        Figure("  the slowest of five", max(took), None, "s"),
        Figure("hub lag at worst while they are found", lag, LAG_MS, "ms"),
        Figure("  and while nothing is found", quiet, None, "ms"),
        Figure("groups found", len(groups), None, "groups"),
        *(
            Figure(f"  members of group {g['number']}", g["members"], None, "voters")
            for g in groups
        ),
        Figure("  voters in none", found["others"], None, "voters"),
    ]


def _opinions(one: PolisStage) -> Any:
    return one.api.get("expression", f"{TOPIC}/opinions")


def _calculated(one: PolisStage) -> float:
    """Time the process; what it finds is what the service shows."""
    began = time.monotonic()
    groups = _found(one)
    took = time.monotonic() - began
    if groups != _opinions(one)["groups"]:
        raise RuntimeError("the same votes gave other groups")
    return took


def _found(one: PolisStage) -> Any:
    """Find groups by the process that does it for the service."""
    topic = f"import-{REFERENCE}"
    asked = {"topic_id": topic, "division": "440605", "on": [topic], "at": _now()}
    told = {"mongo_uri": one.running.at.mongo, "deadline_seconds": 5.0, "database": "expression"}
    command = [sys.executable, "-m", "chassis.work.alone", "services.expression"]
    done = subprocess.run(
        [*command, "grouping:find_groups"],
        input=json.dumps(told | {"asked": [asked]}).encode(),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
    )
    return json.loads(done.stdout)[0]["groups"]


def _lag(one: PolisStage) -> tuple[float, float]:
    """Change a vote and wait for the groups to follow; give the lag then, and that before."""
    time.sleep(REMEMBERED)
    quiet = one.metric("hub_lag_seconds")
    before = _opinions(one)["computed_at"]
    vote = {"voter": "1", "statement": "0", "choice": "pass", "cast_at": _now()}
    one.api.post("expression", f"{TOPIC}/votes/import", vote)
    until(lambda: _opinions(one)["computed_at"] != before, FOUND_WITHIN)
    return one.metric("hub_lag_seconds") * 1000, quiet * 1000


def _now() -> str:
    return datetime.now(UTC).isoformat()


def main() -> int:
    """Import, measure and print."""
    with stage() as one:
        one.import_export()
        return 0 if printed(measure(one), one.running.database) else 1


if __name__ == "__main__":
    sys.exit(main())
