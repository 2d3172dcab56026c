"""Who takes part: one way of handling actions is one module, started in a process of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from pymongo import MongoClient

from deploy.local.processes import Server

ROOT = Path(__file__).resolve().parents[1]
RUNS = ROOT / ".run" / "bench"
DATABASE = "scores"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Addresses:
    """Where broker and database answer."""

    amqp: str
    mongo: str

    def database(self, name: str = DATABASE) -> Any:
        """Open a database."""
        return MongoClient(self.mongo)[name]


@dataclass(frozen=True)
class Contender:
    """One way of handling actions: what to start, and the names it uses on the broker."""

    name: str
    module: tuple[str, ...]
    queue: str
    hears: tuple[str, str]  # exchange and binding key of the actions
    fills: tuple[str, str]  # exchange and routing key the actions are sent with
    tells: tuple[str, str]  # exchange and binding key of the points earned
    content_type: str = "application/json"
    queue_arguments: dict[str, Any] = field(default_factory=lambda: {"x-queue-type": "quorum"})
    settings: dict[str, str] = field(default_factory=dict)


class Process(Server):
    """A contender at work."""

    def __init__(self, contender: Contender, at: Addresses) -> None:
        super().__init__(contender.name, RUNS / "contenders")
        self.contender = contender
        self.at = at

    def command(self) -> list[str]:
        """Run its module with the Python that runs the benchmarks."""
        return [sys.executable, "-m", *self.contender.module]

    def environment(self) -> dict[str, str]:
        """Tell it where its servers are."""
        return {
            "PYTHONPATH": str(ROOT),
            "AMQP_URI": self.at.amqp,
            "MONGO_URI": self.at.mongo,
            "BENCH_DATABASE": DATABASE,
        } | self.contender.settings

    def ready(self) -> bool:
        """Tell whether it runs: whether it consumes is seen at the broker."""
        return self.running()

    def cpu_seconds(self) -> float:
        """Give the processor time it has used since its start."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def memory_mb(self) -> float:
        """Give its resident memory."""
        return float(psutil.Process(self.pid).memory_info().rss / MEGABYTE)


@contextmanager
def started(contender: Contender, at: Addresses) -> Iterator[Process]:
    """Run a contender for as long as it is measured."""
    process = Process(contender, at)
    process.directory.mkdir(parents=True, exist_ok=True)
    process.log.unlink(missing_ok=True)
    process.start()
    try:
        yield process
    finally:
        process.stop()
