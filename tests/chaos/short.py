"""A short run on servers that are there already: one replica of three services, few faults."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.ports import wait_until

from . import journal as journals
from . import oracle, sight
from .checks import letters_on_their_way
from .driver import Driver
from .faults import messages, processes
from .history import History, told_by
from .journal import Journal
from .plan import Plan
from .rig import Rig
from .scoring import HEARS
from .spy import Spy
from .stage import Stage

SERVICES = ("participation", "collaboration", "guidance")
MIX = {"visit": 60, "hours": 25, "affair": 10, "member": 5}
DYING = frozenset(
    {
        "ack-before-commit",
        "publish-before-commit",
        "inbox-outside-the-transaction",
        "mark-before-confirm",
    }
)
RESIDENTS, SENDERS, PER_SECOND, REPEATS = 40, 4, 300.0, 20
DUPLICATES, POISON, WHILE_STOPPING = 60, 6, 300
DEATH_SECONDS = 20.0
LADDER = "1,2,4"  # what is of a type nobody knows has walked it by the time all else is at rest
UNBOUND = "participation.hours_credited.v1.#"


@dataclass
class Short:
    """One short run, with a mutant or without; some mutants die once where that does harm."""

    servers: tuple[Any, Any]
    directory: Path
    mutant: str = ""
    actions: int = 300
    patience: float = 60.0
    unbinding: bool = False

    def __post_init__(self) -> None:
        self.journal = Journal(self.directory / "journal.jsonl")
        self._sent = Journal(self.directory / "sent.jsonl")
        self._armed = self.directory / "armed"
        self._chance = random.Random(self.mutant)
        settings = {
            "GONGZHI_MUTANT": self.mutant,
            "CHAOS_ARMED": str(self._armed),
            "GONGZHI_RETRY_LADDER_SECONDS": LADDER,
        }
        self.rig = Rig(
            *self.servers, self.directory, services=SERVICES, replicas=1, settings=settings
        )

    def play(self) -> oracle.Verdict:
        """Play it and judge."""
        self.rig.start()
        with self._spying():
            url = {name: replicas[0].url for name, replicas in self.rig.replicas.items()}
            stage = Stage(url.__getitem__, self.rig.token, self.journal).set(SERVICES, RESIDENTS)
            self.rig.settled(self.patience)
            self._harm(Plan(len(self.mutant), stage, MIX))
            self.rig.settled(self.patience)
        return self._judge()

    @contextmanager
    def _spying(self) -> Iterator[None]:
        """Have everything read beside the services; not where a queue is unbound, to be missed."""
        if self.unbinding:
            yield
            return
        spy = Spy(self.rig.address, self._sent).start()
        yield
        spy.stop()

    def _harm(self, plan: Plan) -> None:
        """Let somebody die under load, repeat, poison, and stop with work in hand."""
        self._armed.touch()
        if self.unbinding:
            self._unbind()
        driver = self._driven(plan, self.actions)
        self._let_die()
        driver.wait()
        self.rig.settled(self.patience)
        messages.duplicates(self.rig, DUPLICATES, self._chance)
        messages.poison(self.rig, POISON, self._chance, self.journal)
        driver = self._driven(plan, WHILE_STOPPING)
        processes.stopped_with_work(self.rig, "guidance", self.journal, self._chance)
        driver.wait()

    def _unbind(self) -> None:
        """Take the queues of all who hear of hours from the exchange."""
        with self.rig.connection() as connection:
            channel = connection.channel()
            for service in SERVICES:
                if "hours_credited" in HEARS[service]:
                    channel.queue_unbind(f"gongzhi.{service}.events", "gongzhi.events", UNBOUND)

    def _driven(self, plan: Plan, actions: int) -> Driver:
        driver = Driver(self.rig.urls(), self.rig.token("integrator", "440605"), self.journal)
        return driver.run(plan.requests(actions, REPEATS), SENDERS, PER_SECOND)

    def _let_die(self) -> None:
        if self.mutant in DYING:
            wait_until(self._somebody_died, DEATH_SECONDS)
            self.journal.write("fault", what="died", on=self.mutant, count=self._somebody_died())
            self.rig.revive()
        elif not self.mutant:
            processes.sigkill(self.rig, self._chance, "guidance")

    def _somebody_died(self) -> bool:
        return not all(replica.running() for replica in self.rig.all())

    def _judge(self) -> oracle.Verdict:
        for one in (self.journal, self._sent):
            one.close()
        lines = journals.read(self.journal.path)
        lines += [] if self.unbinding else journals.read(self._sent.path)
        history = told_by(lines)
        wait_until(lambda: self._letters_are_in(history), self.patience, every=1.0)
        return oracle.judge(history, self._look())

    def _letters_are_in(self, history: History) -> bool:
        seen = self._look()
        return not any(letters_on_their_way(name, history, seen) for name in SERVICES)

    def _look(self) -> sight.Seen:
        return sight.look(self.rig.database.uri, self.rig.address, SERVICES)
