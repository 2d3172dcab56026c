"""Two replicas that die at a named point again and again, and are started anew each time."""

import random
import signal
import time
from dataclasses import dataclass, field
from typing import Any

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import (
    PATIENCE,
    Driver,
    Rig,
    a_trial,
    an_event,
    assert_counted_once,
    eventually,
)

FAULT = "GONGZHI_FAULT_AT"
REPLICAS = 2
RARE = frozenset({"lease-before-work", "drain-begun"})  # passed once in a life


@dataclass
class Crashes:
    """One rig whose replicas are killed at `point` until `wanted` kills are counted."""

    rig: Rig
    point: str
    wanted: int
    statuses: list[int] = field(default_factory=list)
    trials: set[bytes] = field(default_factory=set)

    def run(self) -> "Crashes":
        """Drive actions through all the kills, then check that nothing is lost or doubled."""
        self._chance = random.Random(f"{self.point} {self.wanted}")
        replicas = [self.rig.replica(**self._fault()).start() for _ in range(REPLICAS)]
        driver = Driver([replica.url for replica in replicas], self.rig.token).run(threads=3)
        try:
            self._restart_the_dead(replicas)
            self._calm(replicas)
        finally:
            driver.stop()
        assert_counted_once(self.rig, driver)
        self.check_letters()
        assert [replica.stop() for replica in replicas] == [0] * REPLICAS
        return self

    def check_letters(self) -> None:
        """Nothing that was handled may lie among the dead letters."""
        assert self.rig.dead_letters() == []

    def provoke(self, replica: ServiceProcess) -> None:
        """Do what leads a replica that runs to the point; work alone does, for most points."""

    def _fault(self) -> dict[str, str]:
        often = 1 if self.point in RARE else self._chance.randint(1, 4)
        return {FAULT: f"{self.point}:{often}"}

    def _restart_the_dead(self, replicas: list[ServiceProcess]) -> None:
        until = time.monotonic() + 3 * PATIENCE
        while len(self.statuses) < self.wanted and time.monotonic() < until:
            for replica in replicas:
                self._look_after(replica)
            time.sleep(0.02)

    def _look_after(self, replica: ServiceProcess) -> None:
        if replica.running():
            self.provoke(replica)
            return
        self.statuses.append(replica.stop() or 0)
        replica.env |= self._fault()
        replica.start()

    def _calm(self, replicas: list[ServiceProcess]) -> None:
        """Start every replica once more, without a fault to die of."""
        for replica in replicas:
            replica.kill()
            replica.env.pop(FAULT, None)
            replica.start()
        assert all(eventually(replica.ready) for replica in replicas)


class Told(Crashes):
    """Replicas that are told to stop as soon as they work, and die of that."""

    def provoke(self, replica: ServiceProcess) -> None:
        """Tell it to stop."""
        if replica.ready():
            replica.signal(signal.SIGTERM)


class Retried(Crashes):
    """Replicas that die while they send messages on that must wait for what never comes."""

    def provoke(self, replica: ServiceProcess) -> None:
        """Send a message about somebody nobody knows, and next one of a type nobody knows."""
        if not replica.ready():
            return
        number = len(self.trials)
        unheard_of = an_event("elsewhere.unheard_of", {})
        trial = unheard_of if number % 2 else a_trial("later", actor=f"stranger{number}")
        self.trials.add(trial)
        self.rig.publish(trial)

    def check_letters(self) -> None:
        """Each of them died in the end, however often, and is one letter; nothing else did."""
        letters: set[bytes] = set()

        def all_are_there() -> bool:
            letters.update(_body(one) for one in self.rig.dead_letters())
            return letters >= self.trials

        assert eventually(all_are_there), f"{len(letters)} of {len(self.trials)} are dead letters"
        assert letters == self.trials
        kept = [_body(letter) for letter in self.rig.letters()]
        assert len(kept) == len(set(kept))
        assert self.rig.collection("totals").find_one({"_id": "trials"}) is None


def _body(letter: Any) -> bytes:
    body = letter["body"] if isinstance(letter, dict) else letter.body
    return body.encode() if isinstance(body, str) else bytes(body)


def killed(crashes: list[Crashes]) -> int:
    """Count the processes that a signal nobody can catch has ended."""
    return sum(status == -signal.SIGKILL for crash in crashes for status in crash.statuses)
