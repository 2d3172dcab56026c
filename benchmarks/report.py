"""What was found: rows for people at the terminal and for `report.json`."""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.drain import Measured
from benchmarks.servers import Servers

PATH = Path(__file__).with_name("report.json")
LIBRARIES = ("nameko", "eventlet", "amqp", "pymongo", "faststream", "aio-pika", "marshmallow")

# Rows that `make bench` does not measure begin with one of these words.
DRAIN, APART = "drain", ("flow", "flat", "scale")


@dataclass(frozen=True)
class Row:
    """One comparison; `ratio` says how many times better ours is, `goal` how many it should be."""

    name: str
    ours: float
    peer: float
    unit: str
    ratio: float
    goal: float
    met: bool


def compared(
    name: str, ours: list[Measured], peer: list[Measured], *, unit: str, goal: float
) -> Row:
    """Compare medians of rates."""
    rates = [median(one.rate for one in runs) for runs in (ours, peer)]
    return row(name, rates[0], rates[1], unit=unit, goal=goal)


def row(name: str, ours: float, peer: float, *, unit: str, goal: float, ratio: float = 0) -> Row:
    """Judge two figures of which the higher is better, unless the ratio is given."""
    ratio = ratio or ours / peer
    return Row(name, round(ours, 1), round(peer, 1), unit, round(ratio, 2), goal, ratio >= goal)


def circumstances(servers: Servers) -> dict[str, Any]:
    """Say what it was measured on."""
    return {
        "broker": servers.broker,
        "database": servers.database,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def written(rows: list[Row], about: dict[str, Any], wrong: list[str], *, part: str = DRAIN) -> None:
    """Write the report and print it; the parts that were measured apart stay as they are."""
    before = json.loads(PATH.read_text()) if PATH.exists() else {"rows": []}
    others = [one for one in before["rows"] if _part(one["name"]) != part]
    mine = [asdict(one) for one in rows]
    said: dict[str, Any] = {"measured_on": about, "wrong": wrong}
    report = before | (said if part == DRAIN else {part: said})
    report["rows"] = mine + others if part == DRAIN else others + mine
    PATH.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    printed(rows, about, wrong)


def _part(name: str) -> str:
    """Tell which part a row belongs to, by the word before its colon."""
    first = name.partition(":")[0]
    return first if first in APART else DRAIN


def printed(rows: list[Row], about: dict[str, Any], wrong: list[str]) -> None:
    """Print what was found."""
    print(f"\n{'':<58}{'ours':>10}{'peer':>10}{'ratio':>8}{'goal':>8}")
    for one in rows:
        met = "met" if one.met else "MISSED"
        figures = f"{one.ours:>10,.0f}{one.peer:>10,.0f}{one.ratio:>8.2f}{one.goal:>8.2f}"
        print(f"{one.name:<58}{figures}  {met}  {one.unit}")
    for line in wrong:
        print(f"WRONG  {line}", file=sys.stderr)
    print(
        f"\n{about['broker']}, {about['database']}, {about['cores']} cores; {PATH.name} is written"
    )
