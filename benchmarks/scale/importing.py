"""A sheet of visits through the client's command, against the same requests without the sheet."""

import csv
import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psutil

from benchmarks.contender import MEGABYTE, ROOT
from benchmarks.flow.driver import Order
from benchmarks.flow.system import begun, finished
from benchmarks.report import Row, row
from benchmarks.scale.stack import Stack
from benchmarks.scale.world import World
from gongzhi.bulk import MOST_ITEMS
from gongzhi.sheets.importing import AT_A_TIME

BEFORE = date(2026, 4, 30)  # sheets tell of days that nothing is known of yet
VISITORS = 10_000
HEADINGS = ("居民编号", "空间编号", "到访时间")
LIMIT_MB = 200
AS_FAST, NO_LARGER = 0.9, 0.9
LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    rows: int
    seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        """Give rows a second, the start of the command and the check of all rows included."""
        return self.rows / self.seconds


class Sheets:
    """Visits that were not known yet: each piece begins where the one before ended."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._visitors = min(VISITORS, stack.world.size)
        self._told = 0

    def tell(self, count: int) -> Iterator[tuple[int, str]]:
        """Give visitors by number, and when they came."""
        for told in range(self._told, self._told + count):
            day = BEFORE - timedelta(days=told // self._visitors)
            yield told % self._visitors, f"{day.isoformat()} 09:30"
        self._told += count

    def imported(self, rows: int) -> Imported:
        """Let the command import a sheet of so many rows."""
        file = self._stack.folder / f"visits-{rows}.csv"
        _write(file, self._stack.world, self.tell(rows))
        self._stack.settle()
        began = time.monotonic()
        peak = _run(["import", "visits", str(file)], self._stack)
        done = Imported(rows, time.monotonic() - began, peak)
        print(f"  {rows:,} rows imported: {done.rate:,.0f} rows/s, {peak:.0f} MB", flush=True)
        return done

    def posted(self, rows: int) -> float:
        """Post so many in bulks, as many at a time as the command does; give rows a second."""
        order = _order(self._stack, list(self.tell(rows)))
        self._stack.settle()
        said = finished(begun(order))
        if said["outcomes"].keys() != {"200"}:
            raise RuntimeError(f"bulks were answered {said['outcomes']}")
        rate = rows / float(said["took"])
        print(f"  {rows:,} visits in bulks: {rate:,.0f} rows/s", flush=True)
        return rate


def _write(file: Path, world: World, visits: Iterator[tuple[int, str]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        sheet = csv.writer(opened)
        sheet.writerow(HEADINGS)
        for number, moment in visits:
            sheet.writerow((world.number_of_own(number), f"{world.place(number)}-home", moment))


def _run(words: list[str], stack: Stack) -> float:
    """Run the command to its end; give the most memory it had."""
    where = os.pathsep.join([str(ROOT), str(ROOT / "client")])
    env = os.environ | {"GONGZHI_TOKEN": stack.token, "PYTHONPATH": where}
    command = [sys.executable, "-m", "gongzhi", *words, "--gateway", stack.gateway.url]
    peak = 0.0
    with ExitStack() as ending:
        running = ending.enter_context(subprocess.Popen(command, env=env))
        ending.callback(running.kill)  # where the run is ended meanwhile
        while running.poll() is None:
            peak = max(peak, _memory_mb(running.pid))
            time.sleep(LOOK_EVERY)
    if running.returncode:
        raise RuntimeError(f"the import ended with {running.returncode}")
    return peak


def _memory_mb(pid: int) -> float:
    try:
        return float(psutil.Process(pid).memory_info().rss / MEGABYTE)
    except psutil.NoSuchProcess:
        return 0.0


def _order(stack: Stack, visits: list[tuple[int, str]]) -> Order:
    items = [_item(stack.world, *one) for one in visits]
    pieces = [items[start : start + MOST_ITEMS] for start in range(0, len(items), MOST_ITEMS)]
    requests = [(uuid.uuid4().hex, json.dumps({"items": piece})) for piece in pieces]
    headers = {"Authorization": f"Bearer {stack.token}"}
    path, port = "/api/participation/v1/visits/bulk", stack.gateway.port
    return Order(port, path, requests, headers, connections=AT_A_TIME)


def _item(world: World, number: int, moment: str) -> dict[str, Any]:
    ids = {"resident_id": world.resident(number), "space_id": world.spaces[world.place(number)]}
    return ids | {"visited_at": f"{moment.replace(' ', 'T')}:00+08:00"}


def compare(stack: Stack, rows: int) -> tuple[list[Row], dict[str, Any]]:
    """Import a short and a long sheet, with bulks before and after, so that drift cancels."""
    sheets, short = Sheets(stack), rows // 10
    bulks = [sheets.posted(short)]
    small, large = sheets.imported(short), sheets.imported(rows)
    bulks.append(sheets.posted(short))
    bulk = sum(bulks) / len(bulks)
    what = f"scale: import of {rows:,} visits"
    compared = [
        row(f"{what}, against bulks", large.rate, bulk, unit="rows/s", goal=AS_FAST),
        _memory(f"{what}: memory, of {LIMIT_MB} MB", large.peak_mb, LIMIT_MB, goal=1),
        _memory(f"{what}: memory, against {short:,}", large.peak_mb, small.peak_mb, goal=NO_LARGER),
    ]
    return compared, {"bulks": bulks, "short": vars(small), "long": vars(large)}


def _memory(name: str, ours: float, allowed: float, *, goal: float) -> Row:
    return row(name, ours, allowed, unit="MB", goal=goal, ratio=allowed / ours)
