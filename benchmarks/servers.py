"""The broker and the database that everything here is measured on: fresh ones for every run."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from benchmarks.broker import connect
from benchmarks.contender import RUNS, Addresses
from deploy.local.servers import Broker, Database, Server

FASTER = "secantusd-rs"  # the same in Rust, by `cargo install secantus-mdb`
EMBEDDED = "embedded"
READY_WITHIN = 180.0  # the machine may be busy, though then it measures nothing
CHOICE = "GONGZHI_BENCH_MONGO"  # a path to such a program, or `embedded`


class FasterDatabase(Database):
    """The same database written in Rust, with the same promise about commits."""

    def __init__(self, directory: Path, program: str) -> None:
        super().__init__(directory)
        self.program = program

    def command(self) -> list[str]:
        """Run it with commits that survive a power cut."""
        options = [*self.options(), "--config", str(self.directory / "secantusd.toml")]
        options += ["--sync-on-commit", "--log-level", "WARNING", "--cache-size", "1G"]
        return [self.program, *options]

    def prepare(self) -> None:
        """Name a configuration of its own: it would look for one in other places."""
        (self.directory / "secantusd.toml").touch()


@dataclass(frozen=True)
class Servers:
    """Where they answer and what they say they are."""

    at: Addresses
    broker: str
    database: str
    started: dict[str, Server] = field(default_factory=dict)  # those of our own, by what they are


@contextmanager
def servers(where: Path = RUNS, *, own_alone: bool = False) -> Iterator[Servers]:
    """Start a broker and a database, or use those that AMQP_URI and MONGO_URI name."""
    shutil.rmtree(where, ignore_errors=True)
    wanted = {"broker": ("AMQP_URI", _broker), "database": ("MONGO_URI", _database)}
    with ExitStack() as running:
        own: dict[str, Any] = {
            what: running.enter_context(_up(make(where)))
            for what, (named, make) in wanted.items()
            if own_alone or not os.environ.get(named)
        }
        broker, database = (
            own[what].uri if what in own else os.environ[named]
            for what, (named, _) in wanted.items()
        )
        at = Addresses(broker, database)
        yield Servers(at, _broker_is(broker), _database_is(database), own)


@contextmanager
def _up(server: Broker | Database) -> Iterator[Server]:
    try:
        yield server.start().wait_ready(READY_WITHIN)
    finally:
        server.stop()


def _broker(where: Path) -> Broker:
    return Broker(where / "broker", node="gongzhi-bench")


def _database(where: Path) -> Database:
    program = os.environ.get(CHOICE) or shutil.which(FASTER) or EMBEDDED
    kept = where / "database"
    return Database(kept) if program == EMBEDDED else FasterDatabase(kept, program)


def _broker_is(uri: str) -> str:
    connection = connect(uri)
    said = connection.server_properties
    connection.close()
    return f"{said['product']} {said['version']}"


def _database_is(uri: str) -> str:
    said = MongoClient(uri).server_info()
    if "secantusVersion" not in said:
        return f"MongoDB {said['version']}"
    written_in = "Rust" if "allocator" in said else "Python"
    return f"SecantusDB {said['secantusVersion']} ({written_in}), syncing every commit"
