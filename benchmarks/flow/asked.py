"""What is asked of a run, and refusals before anything is begun: one sentence, exit status 2."""

import os
import sys
from dataclasses import asdict, dataclass
from typing import NoReturn

from pymongo import MongoClient

from benchmarks.flow.sides import OURS, PEER, SERVICES
from benchmarks.servers import Servers

SEED = 440605
FULL, LEAST = 1_000_000, 1_000


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    actions: int = 3_000
    rounds: int = 3
    fault_actions: int = 1_400
    seed: int = SEED


def sizes() -> Sizes:
    """Read the sizes from BENCH_ACTIONS and its like."""
    usual = Sizes()
    names = {name: f"BENCH_{name.upper()}" for name in asdict(usual)}
    given = {name: os.environ[where] for name, where in names.items() if where in os.environ}
    for name, value in given.items():
        if not value.isdecimal() or not int(value):
            refuse(f"{names[name]} is {value!r}, and must be a number above 0")
    return Sizes(**{**asdict(usual), **{name: int(value) for name, value in given.items()}})


def pile() -> int:
    """Read how many events are to be stored in the end."""
    asked = sys.argv[1] if len(sys.argv) > 1 else str(FULL)
    if not asked.isdecimal() or int(asked) < LEAST:
        refuse(f"say how many events are to be stored: a number from {LEAST:,} on")
    return int(asked)


def require_room(running: Servers) -> None:
    """Refuse a database server of somebody's: runs begin by dropping what has our names there."""
    there = set(MongoClient(running.at.mongo).list_database_names())
    taken = there & {side.prefix + name for side in (OURS, PEER) for name in SERVICES}
    if taken and "database" not in running.started:
        refuse(f"MONGO_URI names a server with data in {', '.join(sorted(taken))}: name another")


def refuse(why: str) -> NoReturn:
    """Say why nothing was begun."""
    print(why, file=sys.stderr)
    sys.exit(2)
