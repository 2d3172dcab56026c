"""The process in which one thing is worked out: `python -m chassis.work.alone <package> <name>`.

It is told on its input which database and what is asked, answers on its output, and ends. It writes
nothing to the database: whoever asked keeps the answer, or nobody does.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import orjson

from chassis.store.mongo import Mongo, connect

NICE = 5
CONNECTIONS = 2


def function_of(package: str, name: str) -> Callable[[Any, Any], Any]:
    """Find a function that is named as `module:function` within a package."""
    module, _, function = name.partition(":")
    found: Callable[[Any, Any], Any] = getattr(import_module(f"{package}.{module}"), function)
    return found


def answer(package: str, name: str, told: dict[str, Any]) -> bytes:
    """Run a function on the database it is told of."""
    client = connect(
        told["mongo_uri"],
        deadline_seconds=told["deadline_seconds"],
        most_connections=CONNECTIONS,
    )
    return orjson.dumps(function_of(package, name)(Mongo(client, told["database"]), told["asked"]))


if __name__ == "__main__":
    os.nice(NICE)
    written = answer(sys.argv[1], sys.argv[2], orjson.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(written)
