"""How long it takes from a POST until guidance shows the points, at half the load it can bear."""

import time
from dataclasses import dataclass, field
from statistics import quantiles

from benchmarks.flow.actions import Crowd, draw
from benchmarks.flow.effects import complaints
from benchmarks.flow.sides import Side
from benchmarks.flow.system import System, begun, finished, working
from benchmarks.servers import Servers

WARM_UP, SECONDS = 5, 20
LOOK_EVERY = 0.01
ONE_IN = 3  # of the actions that are watched; watching costs the machine as well
START = 2.0
PATIENCE = 30


@dataclass(frozen=True)
class Waits:
    """What callers wait, in milliseconds, at so many actions a second."""

    rate: float
    p50: float
    p99: float
    watched: int
    wrong: list[str] = field(default_factory=list)


def waits(side: Side, running: Servers, rate: float, *, seconds: int = SECONDS) -> Waits:
    """Post at a fixed rate, and note when each resident's points are there.

    The clock of an action starts when it is due, whether or not a connection was free by then.
    """
    actions = draw(int(rate * (WARM_UP + seconds)), Crowd(residents=0))
    with working(side, running, actions) as system:
        begin = time.time() + START
        driver = begun(system.order(actions, rate=rate, begin=begin))
        subjects = [f"resident:{action.resident_id}" for action in actions]
        due = {subject: begin + number / rate for number, subject in enumerate(subjects)}
        seen = _watch(system, due)
        said = finished(driver)
        system.reacted(len(actions))
        wrong = complaints(system.databases, actions)
    wrong += [f"answered {answer}" for answer in said["outcomes"] if answer != "201"]
    warm = begin + WARM_UP
    took = [1_000 * (seen[one] - due[one]) for one in seen if due[one] >= warm]
    cuts = quantiles(took, n=100)
    return Waits(rate, cuts[49], cuts[98], len(took), wrong)


def _watch(system: System, due: dict[str, float]) -> dict[str, float]:
    """Look every hundredth of a second for those whose turn has come; give when each was seen."""
    totals = system.databases["guidance"]["totals"]
    watched = list(due.items())[::ONE_IN]
    waiting: set[str] = set()
    seen: dict[str, float] = {}
    last, coming = watched[-1][1], iter([*watched, ("", float("inf"))])
    subject, turn = next(coming)
    while (waiting or subject) and time.time() < last + PATIENCE:
        while turn <= time.time():
            waiting.add(subject)
            subject, turn = next(coming)
        there = {row["_id"] for row in totals.find({"_id": {"$in": [*waiting]}}, {"_id": 1})}
        seen |= dict.fromkeys(there, time.time())
        waiting -= there
        time.sleep(LOOK_EVERY)
    return seen
