"""Measures everything, prints ratios and writes `report.json`: `python -m benchmarks`.

BENCH_EVENTS and BENCH_ROUNDS make a quick look of it; the goals are meant for 10,000 and 3.
"""

import os
import signal
import sys
from collections import defaultdict
from collections.abc import Callable
from statistics import median

from benchmarks import http_writes, relaying, report
from benchmarks.contender import Addresses
from benchmarks.contenders import FASTSTREAM, NAMEKO, OURS, RAW
from benchmarks.drain import Measured, drain
from benchmarks.report import Row, compared, row
from benchmarks.servers import servers
from benchmarks.workload import Workload, draw

EVENTS = int(os.environ.get("BENCH_EVENTS", "10000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
MOST_MEMORY_MB = 120
OUR_GROUP = 100
ENOUGH_RELAYED = 2_000  # events/s: where raw is faster than this, its ratio is no goal any more

Measure = Callable[[Addresses], Measured]
Found = dict[str, list[Measured]]


def measures(workload: Workload) -> dict[str, Measure]:
    """Name everything that is measured, in the order of one round."""
    contenders = {one.name: one for one in (OURS, RAW, NAMEKO, FASTSTREAM)}
    drains: dict[str, Measure] = {
        name: lambda at, one=one: drain(one, workload, at) for name, one in contenders.items()
    }
    return drains | {
        "relay": lambda at: relaying.ours(workload, at),
        "raw relay": lambda at: relaying.raw(workload, at),
        "http grouped": lambda at: http_writes.measure(OUR_GROUP, at),
        "http one by one": lambda at: http_writes.measure(1, at),
    }


def rows(found: Found) -> list[Row]:
    """Compare ours with each peer."""
    ours = found[OURS.name]
    drained = f"drain of {EVENTS:,} events:"
    memory = max(one.memory_mb for one in ours + found["http grouped"])
    return [
        compared(f"{drained} plain nameko", ours, found["nameko"], unit="events/s", goal=10),
        compared(f"{drained} FastStream", ours, found["faststream"], unit="events/s", goal=10),
        compared(f"{drained} raw py-amqp + pymongo", ours, found["raw"], unit="events/s", goal=0.8),
        compared(
            "HTTP writes at 64 connections: committed one by one",
            found["http grouped"],
            found["http one by one"],
            unit="requests/s",
            goal=4,
        ),
        row(
            "memory of one service under load: the most it may take",
            memory,
            MOST_MEMORY_MB,
            unit="MB",
            goal=1,
            ratio=MOST_MEMORY_MB / memory,
        ),
        compared(
            "relay alone: raw py-amqp",
            found["relay"],
            found["raw relay"],
            unit="events/s",
            goal=relay_goal(found["raw relay"]),
        ),
    ]


def relay_goal(raw: list[Measured]) -> float:
    """Ask for 2,000 events/s or 0.8 of the raw client, whichever is lower on this machine."""
    return round(min(0.8, ENOUGH_RELAYED / median(one.rate for one in raw)), 2)


def main() -> int:
    """Measure in rounds, one after the other, so that a slow moment hits all alike."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    found: Found = defaultdict(list)
    wrong: list[str] = []
    with servers() as running:
        for number in range(ROUNDS):
            for name, measure in measures(draw(EVENTS)).items():
                one = measure(running.at)
                found[name].append(one)
                wrong += [f"{name}: {complaint}" for complaint in one.wrong]
                print(f"round {number + 1}  {name:<18}{one.rate:>8,.0f}/s", flush=True)
        about = report.circumstances(running)
    report.written(rows(found), about, wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
