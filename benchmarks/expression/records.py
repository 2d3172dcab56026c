"""Topics among many: `python -m benchmarks.expression.records [small] [large]` statements.

Two databases, 10,000 and 1,000,000 statements unless it is said otherwise, are asked the same in
turn, by the edge and the fold of the service in this process: no broker takes part in a read.
`GONGZHI_BENCH_MONGO=embedded` measures the embedded database.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median

from pymongo import MongoClient

from benchmarks.contender import ROOT
from benchmarks.expression.records_world import PLACES, World, seed
from benchmarks.servers import CHOICE, EMBEDDED, FASTER, READY_WITHIN, FasterDatabase
from chassis.store.mongo import Mongo
from chassis.testing import Harness, token
from deploy.local.servers import Database
from services.expression.service import ExpressionService

RUNS = ROOT / ".run" / "bench-records"
SMALL, LARGE = 10_000, 1_000_000
WARM_UP, TIMES = 10, 100
WITHIN, OK = 1.2, 200
Path = Callable[[World, int], str]


def _topic(world: World, turn: int) -> str:
    return world.topic(turn * 7919 % world.topics)


def _place(turn: int) -> str:
    return PLACES[turn % len(PLACES)]


QUESTIONS: dict[str, Path] = {
    "topic list": lambda _world, _turn: "/v1/topics?limit=20",
    "topic list of a stage": lambda _world, _turn: "/v1/topics?limit=5&stage=closed",
    "topic list of a town": lambda _world, turn: f"/v1/topics?limit=5&division={_place(turn)}",
    "topic": lambda world, turn: f"/v1/topics/{_topic(world, turn)}",
    "public record": lambda world, turn: f"/v1/topics/{_topic(world, turn)}/record",
    "public record as a page": lambda world, turn: f"/v1/topics/{_topic(world, turn)}/record.html",
    "statements of a topic": lambda world, turn: (
        f"/v1/topics/{_topic(world, turn)}/statements?limit=20"
    ),
    "Open311 requests": lambda _world, _turn: "/open311/v2/requests.json?page_size=20",
    "Open311 request": lambda world, turn: f"/open311/v2/requests/{_topic(world, turn)}.json",
}


class Side:
    """One database, and the service that reads it."""

    def __init__(self, database: Database, world: World) -> None:
        self.world, self.program = world, getattr(database, "program", EMBEDDED)
        backend = Mongo(MongoClient(database.uri, tz_aware=True), ExpressionService.name)
        self._service = Harness(ExpressionService, backend=backend, now=world.today)
        self._token = token("official", sub="o-1")

    def ask(self, path: str) -> float:
        """Ask, and give the seconds it took; a refusal ends the run."""
        began = time.perf_counter()
        answer = self._service.get(path, as_=self._token)
        took = time.perf_counter() - began
        if answer.status != OK:
            raise RuntimeError(f"{path}: {answer.status} {answer.text[:200]}")
        return took


@contextmanager
def side(name: str, size: int) -> Iterator[Side]:
    """Run one side for as long as it is measured."""
    folder = RUNS / name / "database"
    shutil.rmtree(folder, ignore_errors=True)
    program = os.environ.get(CHOICE) or shutil.which(FASTER) or EMBEDDED
    database = Database(folder) if program == EMBEDDED else FasterDatabase(folder, program)
    try:
        database.start().wait_ready(READY_WITHIN)
        world, began = World(size), time.monotonic()
        seed(database.uri, world)
        took = time.monotonic() - began
        print(f"{size:,} statements on {world.topics:,} topics put in: {took:.0f} s", flush=True)
        yield Side(database, world)
    finally:
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)  # gigabytes


def compare(small: Side, large: Side) -> dict[str, tuple[float, float]]:
    """Ask every question of both in turn, so that what else the machine does counts for both."""
    found = {}
    for name, path in QUESTIONS.items():
        found[name] = _compare(path, (small, large))
        print(f"  {name}: {found[name][0] * 1000:.2f} {found[name][1] * 1000:.2f} ms", flush=True)
    return found


def _compare(path: Path, sides: tuple[Side, Side]) -> tuple[float, float]:
    took: tuple[list[float], list[float]] = ([], [])
    for turn in count():
        for which in ((0, 1), (1, 0))[turn % 2]:
            seconds = sides[which].ask(path(sides[which].world, turn))
            if turn >= WARM_UP:
                took[which].append(seconds)
        if turn == WARM_UP + TIMES:
            return median(took[0]), median(took[1])
    raise AssertionError("counting has no end")


def report(found: dict[str, tuple[float, float]], sides: tuple[Side, Side]) -> bool:
    """Print what was found; tell whether it is what was promised."""
    few, many = (f"{one.world.statements:,}" for one in sides)
    print(f"\n{'median, ms':<28}{few:>12}{many:>12}{'times':>8}   {sides[1].program}")
    for name, (small, large) in found.items():
        met = "met" if large / small <= WITHIN else "MISSED"
        figures = f"{small * 1000:>12.2f}{large * 1000:>12.2f}{large / small:>8.2f}"
        print(f"{name:<28}{figures}   {met}")
    load = os.getloadavg()[0]
    print(f"promised: {WITHIN} times at most; load of the machine {load:.1f}", flush=True)
    return all(large / small <= WITHIN for small, large in found.values())


def main(arguments: list[str]) -> int:
    """Measure at the sizes that are asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended
    asked = [int(one.replace("_", "")) for one in arguments]
    few, many = (*asked, *(SMALL, LARGE)[len(asked) :])
    with side("small", few) as small, side("large", many) as large:
        return 0 if report(compare(small, large), (small, large)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
