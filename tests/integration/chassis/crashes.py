"""Two replicas that die at a named point again and again, and are started anew each time."""

import random
import signal
import time
from dataclasses import dataclass, field

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import PATIENCE, Driver, Rig, assert_counted_once, eventually

FAULT = "GONGZHI_FAULT_AT"
REPLICAS = 2


@dataclass
class Crashes:
    """One rig whose replicas are killed at `point` until `wanted` kills are counted."""

    rig: Rig
    point: str
    wanted: int
    statuses: list[int] = field(default_factory=list)

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
        assert self.rig.dead_letters() == []
        assert [replica.stop() for replica in replicas] == [0] * REPLICAS
        return self

    def _fault(self) -> dict[str, str]:
        return {FAULT: f"{self.point}:{self._chance.randint(1, 4)}"}

    def _restart_the_dead(self, replicas: list[ServiceProcess]) -> None:
        until = time.monotonic() + 3 * PATIENCE
        while len(self.statuses) < self.wanted and time.monotonic() < until:
            for replica in replicas:
                if not replica.running():
                    self.statuses.append(replica.stop() or 0)
                    replica.env |= self._fault()
                    replica.start()
            time.sleep(0.02)

    def _calm(self, replicas: list[ServiceProcess]) -> None:
        """Start every replica once more, without a fault to die of."""
        for replica in replicas:
            replica.kill()
            replica.env.pop(FAULT, None)
            replica.start()
        assert all(eventually(replica.ready) for replica in replicas)


def killed(crashes: list[Crashes]) -> int:
    """Count the processes that a signal nobody can catch has ended."""
    return sum(status == -signal.SIGKILL for crash in crashes for status in crash.statuses)
