"""Measures the flow on both sides and writes its rows: `python -m benchmarks.flow`.

BENCH_ACTIONS, BENCH_ROUNDS and BENCH_FAULT_ACTIONS make a quick look of it; BENCH_SEED draws other
faults. The goals are meant for 3,000, 3 and 1,400.
"""

import os
import signal
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from statistics import median

from benchmarks import report
from benchmarks.flow import asked
from benchmarks.flow.asked import Sizes
from benchmarks.flow.faults import Load, Toll, schedule, toll
from benchmarks.flow.latency import Waits, waits
from benchmarks.flow.sides import OURS, PEER
from benchmarks.flow.speed import MOST_IN_A_BULK, Run, sustained
from benchmarks.report import Row, row
from benchmarks.servers import Servers, servers

TIMES_THE_PEER, TIMES_P50 = 4, 5
FAULT_RATE = 15
Found = dict[str, list[Run]]


def speeds(sizes: Sizes, running: Servers) -> Found:
    """Measure in rounds, one side after the other, so that a slow moment hits all alike."""
    measures: dict[str, Callable[[], Run]] = {
        "ours": lambda: sustained(OURS, running, sizes.actions),
        "ours in bulk": lambda: sustained(OURS, running, sizes.actions, bulk=MOST_IN_A_BULK),
        "nameko": lambda: sustained(PEER, running, sizes.actions),
    }
    found: Found = defaultdict(list)
    for number in range(sizes.rounds):
        for name, measure in measures.items():
            one = measure()
            found[name].append(one)
            print(f"round {number + 1}  {name:<14}{one.rate:>8,.0f} actions/s", end="  ")
            print(" ".join(f"{who} {ms} ms" for who, ms in one.cpu_ms.items()), flush=True)
    return found


def tolls(sizes: Sizes, running: Servers) -> dict[str, Toll]:
    """Send the same faults over both sides."""
    faults = schedule(sizes.seed, broker="broker" in running.started)
    print(f"faults of seed {sizes.seed}: {', '.join(f'{how} {who}' for how, who in faults)}")
    load = Load(sizes.fault_actions, FAULT_RATE, sizes.seed)
    return {side.name: toll(side, running, faults, load) for side in (OURS, PEER)}


def rows(found: Found, took: Waits, suffered: dict[str, Toll]) -> list[Row]:
    """Compare ours with the peer, which has one way in."""
    rates = {name: median(run.rate for run in runs) for name, runs in found.items()}
    ways = {"one by one at 64 connections": "ours", f"in bulks of {MOST_IN_A_BULK}": "ours in bulk"}
    compared = [
        row(f"flow: {way}", rates[name], rates["nameko"], unit="actions/s", goal=TIMES_THE_PEER)
        for way, name in ways.items()
    ]
    most, load = TIMES_P50 * took.p50, f"{took.rate:,.0f} actions/s"
    name = f"flow: p99 until guidance shows it, at {load}: {TIMES_P50} x p50"
    compared.append(row(name, took.p99, most, unit="ms", goal=1, ratio=most / took.p99))
    ours, peer = suffered[OURS.name], suffered[PEER.name]
    for what in ("lost", "doubled"):
        counts = getattr(ours, what), getattr(peer, what)
        name = f"flow: {what} of {ours.acknowledged:,} acknowledged, under faults"
        none = not counts[0]
        compared.append(Row(name, *counts, "actions", ratio=float(none), goal=1, met=none))
    return compared


def complaints(found: Found, took: Waits, suffered: dict[str, Toll]) -> list[str]:
    """Collect what makes the run an error: a wrong result anywhere, a lost action of ours."""
    runs = [(name, one) for name, some in found.items() for one in some]
    wrong = [f"{name}: {complaint}" for name, one in runs for complaint in one.wrong]
    wrong += [f"latency: {complaint}" for complaint in took.wrong]
    ours = suffered[OURS.name]
    unknown = ours.attempted - ours.acknowledged
    kinds = {"lost": ours.lost, "doubled": ours.doubled, "without an answer": unknown}
    return wrong + [f"faults: {count} {what}" for what, count in kinds.items() if count]


def shown(took: Waits, suffered: dict[str, Toll]) -> None:
    """Print what the rows leave out."""
    print(f"\nat {took.rate:,.0f} actions/s: p50 {took.p50:,.0f} ms, p99 {took.p99:,.0f} ms")
    for name, one in suffered.items():
        print(f"{name}: {one.attempted:,} attempted, {one.acknowledged:,} acknowledged, ", end="")
        print(f"{one.repeated} posted again; {one.lost} lost, {one.doubled} counted twice")
        for effect, (short, over) in one.by_effect.items():
            print(f"  {effect:<44}{short:>6} lost{over:>6} twice")


def main() -> int:
    """Measure everything."""
    sizes = asked.sizes()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    before = os.getloadavg()[:1]
    with servers() as running:
        asked.require_room(running)
        found = speeds(sizes, running)
        took = waits(OURS, running, median(one.rate for one in found["ours"]) / 2)
        suffered = tolls(sizes, running)
        about = report.circumstances(running)
    shown(took, suffered)
    about["load"] = [round(one, 1) for one in (*before, *os.getloadavg()[:1])]
    about["cpu_ms_an_action"] = {name: runs[-1].cpu_ms for name, runs in found.items()}
    about |= {"p50_ms": round(took.p50), "p99_ms": round(took.p99), "seed": sizes.seed}
    about["faults"] = {name: asdict(one) for name, one in suffered.items()}
    wrong = complaints(found, took, suffered)
    report.written(rows(found, took, suffered), about, wrong, part="flow")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
