"""The same faults for both sides: services and broker are killed and restarted under load.

Every fault has its share of the actions and falls when a third of them has been answered; which one
falls when is drawn from a printed seed. What is unknown is posted again, as any client would. At
the end everything is restarted once, so that nothing counts as lost that was only stuck.
"""

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contender import RUNS
from benchmarks.flow.actions import APART, Action, draw
from benchmarks.flow.effects import EFFECTS, affected, compare
from benchmarks.flow.sides import SERVICES, Side
from benchmarks.flow.system import READY_WITHIN, System, begun, finished, working
from benchmarks.servers import Servers
from deploy.local.processes import Server

CONNECTIONS = 16
STILL_FOR, SETTLE_WITHIN, ANSWERS_WITHIN = (
    20.0,
    120.0,
    60.0,
)  # a lease of a killed holder runs out within the first
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


def toll(side: Side, running: Servers, faults: list[Fault], load: "Load") -> Toll:
    """Drive a side through the faults and count what each action led to."""
    actions = draw(load.count, APART, seed=load.seed)
    journal = RUNS / "flow" / f"{side.name}.journal"
    journal.unlink(missing_ok=True)
    with working(side, running, actions) as system:
        repeated = 0
        for number, fault in enumerate(faults):
            share = actions[number :: len(faults)]
            order = system.order(
                share, rate=load.rate, connections=CONNECTIONS, journal=str(journal)
            )
            driver = begun(order)
            victim = {**running.started, **system.processes}[fault[1]]
            _wait_for(Journal(journal), len(share) // 3)
            print(f"  {side.name}: {' '.join(fault)}", flush=True)
            _strike(victim, fault[0])
            repeated += finished(driver)["repeated"]
        for process in system.processes.values():
            process.restart()
        _settle(system)
        return _counted(system, actions, Journal(journal), repeated)


@dataclass(frozen=True)
class Load:
    """How many actions come, how many a second, and what the draw starts from."""

    count: int
    rate: float
    seed: int


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


def _wait_for(journal: Journal, more: int) -> None:
    """Wait until so many more actions have an outcome, or none can come."""
    until, due = time.time() + ANSWERS_WITHIN, journal.answered() + more
    while journal.answered() < due and time.time() < until:
        time.sleep(0.1)


def _strike(victim: Server, how: str) -> None:
    (victim.kill if how == "kill" else victim.stop)()
    victim.start().wait_ready(READY_WITHIN)


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
