"""One run: servers, stage, load, faults, rest, judgement."""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.ports import wait_until
from deploy.local.servers import Broker, Database
from tests.integration.chassis.databases import Forgetful

from . import journal as journals
from . import oracle, sight
from .checks import letters_on_their_way
from .driver import Driver
from .faults import broker, clocks, databases, messages, network, processes
from .history import History, told_by
from .journal import Journal
from .plan import Neighborhood, Plan
from .rig import Rig
from .spy import Spy
from .stage import Stage
from .tiers import Card, Tier, cards
from .versions import versions

SENDERS = 8
SETTLE_SECONDS = 180.0
LETTERS_SECONDS = 120.0
TEXT = "%5.0f s  %-18s %s\n"


@dataclass
class Run:
    """A tier with a seed on servers of its own; everything it needs lies in one directory."""

    tier: Tier
    seed: int
    directory: Path
    rig: Rig
    fired: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.journal = Journal(self.directory / "journal.jsonl")
        self._sent = Journal(self.directory / "sent.jsonl")
        self._chance = random.Random(f"{self.seed} choices")
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Give how long it has run."""
        return time.monotonic() - self._began

    def play(self) -> oracle.Verdict:
        """Do all of it, and judge."""
        self._tell("seed", str(self.seed))
        self.journal.write("run", seed=self.seed, versions=versions(self.rig.broker))
        self.rig.start()
        spy = Spy(self.rig.address, self._sent).start()
        stage = Stage(lambda name: self.rig.replicas[name][0].url, self.rig.token, self.journal)
        neighborhoods = stage.set(self.rig.services, self.tier.residents)
        self.rig.settled(SETTLE_SECONDS)
        self._tell("stage", "set")
        driver = self._load(neighborhoods)
        self._harm(driver)
        driver.wait()
        self._tell("load", f"{driver.answered} answered")
        self.rig.revive()
        self._tell("rest", "reached" if self.rig.settled(SETTLE_SECONDS) else "NOT reached")
        spy.stop()
        return self._judge()

    def _load(self, neighborhoods: list[Neighborhood]) -> Driver:
        plan = Plan(self.seed, neighborhoods)
        driver = Driver(self.rig.urls(), self.rig.token("integrator", "440605"), self.journal)
        requests = plan.requests(self.tier.actions, self.tier.repeated_keys)
        return driver.run(requests, SENDERS, self.tier.actions / self.tier.seconds)

    def _harm(self, driver: Driver) -> None:
        """Do one fault after another, spread over the time of the load."""
        drawn = cards(self.tier, self.seed)
        pause = self.tier.seconds / max(1, len(drawn))
        began = time.monotonic()
        for number, card in enumerate(drawn):
            ahead = number * pause - (time.monotonic() - began)
            if ahead > 0 and driver.running:
                time.sleep(ahead)
            self._do(card)

    def _do(self, card: Card) -> None:
        fired = self._faults()[card.fault](card)
        name = "shuffled" if card.fault == "stopped_with_work" else card.fault
        if name == "shuffled":
            self.fired["stopped_with_work"] += 1
        self.fired[name] += fired
        self.journal.write("fault", what=name, on=card.service, count=fired)
        self._tell(card.fault, f"{card.service} {fired}")

    def _faults(self) -> dict[str, Callable[[Card], int]]:
        rig, chance = self.rig, self._chance
        return {
            "sigkill": lambda card: processes.sigkill(rig, chance, card.service),
            "rolling_restart": lambda card: processes.rolling_restart(rig, card.service),
            "stopped_with_work": lambda card: processes.stopped_with_work(
                rig, card.service, self.journal, chance
            ),
            "crash_loop": lambda card: processes.crash_loop(rig, card.service),
            "broker_stop": lambda _: broker.stop(rig),
            "broker_kill": lambda _: broker.kill(rig),
            "close_connections": lambda _: broker.close_connections(rig),
            "memory_alarm": lambda _: broker.memory_alarm(rig),
            "database_kill": lambda _: databases.kill(rig),
            "database_stop": lambda _: databases.stop(rig),
            "fail_command": lambda _: databases.fail_command(rig, chance),
            "black_hole": lambda _: network.black_hole(rig, chance),
            "slow_or_reset": lambda _: network.slow_or_reset(rig, chance),
            "duplicates": lambda card: messages.duplicates(rig, card.amount, chance),
            "poison": lambda card: messages.poison(rig, card.amount, chance, self.journal),
            "enormous": lambda _: messages.enormous(rig, self.journal),
            "clock_step": lambda _: clocks.step(rig, chance),
        }

    def _judge(self) -> oracle.Verdict:
        for one in (self.journal, self._sent):
            one.close()
        history = told_by(journals.read(self.journal.path) + journals.read(self._sent.path))
        wait_until(lambda: self._letters_are_in(history), LETTERS_SECONDS, every=5.0)
        return oracle.judge(history, self._look())

    def _letters_are_in(self, history: History) -> bool:
        """A letter that a collector held when it was cut off comes back once the broker notices.

        What is of a type nobody knows waits on the ladder first, and so does a second copy of it.
        """
        seen = self._look()
        left = any(letters_on_their_way(name, history, seen) for name in self.rig.services)
        return not left and not any(seen.waiting.values())

    def _look(self) -> sight.Seen:
        return sight.look(self.rig.database.uri, self.rig.address, self.rig.services)

    def _tell(self, what: str, how: str) -> None:
        sys.stdout.write(TEXT % (self.seconds, what, how))
        sys.stdout.flush()


def servers(directory: Path) -> tuple[Broker, Database]:
    """Make a broker and a database of a run's own, with the commands of the fault plan."""
    return Broker(directory / "broker"), Forgetful(directory / "database", test_commands=True)
