"""The same faults for both sides: services and broker are killed and restarted under load.

Each fault falls when a share of the actions has been answered; which one falls when is drawn from a
printed seed. What is unknown is posted again, as any client would. At the end everything is
restarted once, so that nothing counts as lost that was only stuck.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contender import RUNS, Addresses
from benchmarks.flow.actions import APART, Action, draw
from benchmarks.flow.effects import EFFECTS, affected, compare
from benchmarks.flow.sides import SERVICES, Side
from benchmarks.flow.system import System, begun, finished, working
from deploy.local.processes import Server

CONNECTIONS = 16
STILL_FOR, SETTLE_WITHIN = 20.0, 120.0  # a lease of a killed holder runs out within the first
ACKNOWLEDGED = {"200", "201", "409"}  # 409: posted again after a lost answer, and known
SAID = '"said": '
Fault = tuple[str, str]


@dataclass(frozen=True)
class Toll:
    """What became of the actions of one side."""

    attempted: int
    acknowledged: int
    repeated: int
    lost: int
    doubled: int
    by_effect: dict[str, tuple[int, int]]


def schedule(seed: int, *, broker: bool) -> list[Fault]:
    """Draw the order of faults: each service killed twice and restarted once, the broker both."""
    faults = [(how, name) for name in SERVICES for how in ("kill", "kill", "restart")]
    faults += [("kill", "broker"), ("restart", "broker")] if broker else []
    random.Random(seed).shuffle(faults)
    return faults


def toll(side: Side, at: Addresses, faults: list[Fault], load: "Load") -> Toll:
    """Drive a side through the faults and count what each action led to."""
    actions = draw(load.count, APART, seed=load.seed)
    journal = RUNS / "flow" / f"{side.name}.journal"
    journal.unlink(missing_ok=True)
    with working(side, at, actions) as system:
        order = system.order(actions, rate=load.rate, connections=CONNECTIONS, journal=str(journal))
        driver = begun(order)
        _strike(system, faults, load, Journal(journal))
        said = finished(driver)
        for process in system.processes.values():
            process.restart()
        _settle(system)
        return _counted(system, actions, Journal(journal), said["repeated"])


@dataclass(frozen=True)
class Load:
    """How many actions come, how many a second, and what the draw starts from."""

    count: int
    rate: float
    seed: int
    broker: Server | None


class Journal:
    """What the driver wrote down: every intent, and every outcome."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def answered(self) -> int:
        """Count the actions that have an outcome."""
        text = self.path.read_text() if self.path.exists() else ""
        return text.count(SAID) - text.count(f'{SAID}"intent"')

    def outcomes(self) -> dict[str, str]:
        """Give the outcome of every action that has one."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        notes = (json.loads(line) for line in lines if line.endswith("}"))
        return {note["key"]: note["said"] for note in notes if note["said"] != "intent"}


def _strike(system: System, faults: list[Fault], load: Load, journal: Journal) -> None:
    for number, (how, name) in enumerate(faults, start=1):
        due = load.count * number // (len(faults) + 1)
        _wait(lambda due=due: journal.answered() >= due, SETTLE_WITHIN)
        victim = load.broker if name == "broker" else system.processes[name]
        print(f"  {system.side.name}: {how} {name} after {journal.answered()}", flush=True)
        (victim.kill if how == "kill" else victim.stop)()
        victim.start().wait_ready()


def _settle(system: System) -> None:
    """Wait until nothing has changed for longer than any lease lasts."""
    until, before, since = time.time() + SETTLE_WITHIN, None, time.time()
    while time.time() - since < STILL_FOR and time.time() < until:
        time.sleep(1)
        now = [system.total(effect) for effect in EFFECTS]
        before, since = now, (since if now == before else time.time())


def _counted(system: System, actions: list[Action], journal: Journal, repeated: int) -> Toll:
    outcomes = journal.outcomes()
    known = [one for one in actions if outcomes.get(one.affair_id) in ACKNOWLEDGED]
    counts = [compare(system.databases[e.service], e, actions) for e in EFFECTS]
    lost = [affected(count, known, by="lost") for count in counts]
    doubled = [affected(count, actions, by="doubled") for count in counts]
    table = {
        str(count.effect): (len(short), len(over))
        for count, short, over in zip(counts, lost, doubled, strict=True)
    }
    every = set().union(*lost), set().union(*doubled)
    return Toll(len(outcomes), len(known), repeated, len(every[0]), len(every[1]), table)


def _wait(holds: Callable[[], bool], seconds: float) -> None:
    until = time.time() + seconds
    while not holds() and time.time() < until:
        time.sleep(0.1)
