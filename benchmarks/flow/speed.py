"""How many actions a second go all the way, posted as fast as they are answered."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from benchmarks.flow.actions import Action, draw
from benchmarks.flow.effects import complaints
from benchmarks.flow.sides import Side
from benchmarks.flow.system import System, working
from benchmarks.servers import Servers

MOST_IN_A_BULK = 500
BULK_CONNECTIONS = 4
DONE = {"200", "201"}


@dataclass(frozen=True)
class Run:
    """One run: how fast, what an action cost, what the largest service took, what was wrong."""

    rate: float
    cpu_ms: dict[str, float]
    memory_mb: float
    wrong: list[str] = field(default_factory=list)


def sustained(side: Side, running: Servers, count: int, *, bulk: int = 0) -> Run:
    """Measure from the first post to the moment all four systems have reacted to the last."""
    warm_up = max(count // 10, 50)
    actions = draw(warm_up + count)
    with working(side, running, actions) as system:
        first = posted(system, actions[:warm_up], bulk=bulk)
        system.reacted(warm_up)
        before = system.cpu_seconds()
        said = posted(system, actions[warm_up:], bulk=bulk)
        seconds = system.reacted(len(actions)) - said["began"]
        cost = per_action(before, system.cpu_seconds(), count)
        memory = max(system.memory_mb().values())
        wrong = complaints(system.databases, actions)
    answers = {**first["outcomes"], **said["outcomes"]}
    wrong += [f"answered {answer}" for answer in sorted(answers.keys() - DONE)]
    return Run(count / seconds, cost, memory, wrong)


def per_action(before: Counter[str], after: Counter[str], count: int) -> dict[str, float]:
    """Give the processor time one action cost, in milliseconds, by who spent it."""
    return {who: round(1_000 * (after[who] - before[who]) / count, 2) for who in after}


def posted(system: System, actions: list[Action], *, bulk: int) -> dict[str, Any]:
    """Post actions as fast as they are answered, one by one or in bulk."""
    connections = {"connections": BULK_CONNECTIONS} if bulk else {}
    return system.drive(system.order(actions, bulk=bulk, **connections))
