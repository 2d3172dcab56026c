"""A service killed between any two steps loses nothing and counts nothing twice."""

import random
import time

import pytest

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import PATIENCE, Driver, Rig, assert_counted_once, eventually

KILLS = 20
POINTS = [
    "insert-before-commit",
    "commit-before-reply",
    "commit-before-publish",
    "publish-before-mark",
    "commit-before-ack",
]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(rig: Rig, point: str) -> None:
    chance = random.Random(f"crash-{point}")  # noqa: S311 - replayable, no secret
    replicas = [_dying(rig, point, chance).start() for _ in range(2)]
    driver = Driver([replica.url for replica in replicas], rig.token).run()

    kills = _kill_and_restart(replicas, point, chance)
    driver.stop()

    assert kills == KILLS
    assert_counted_once(rig, driver)
    assert rig.dead_letters() == []
    for replica in replicas:
        replica.stop()


def _dying(rig: Rig, point: str, chance: random.Random) -> ServiceProcess:
    return rig.replica(GONGZHI_FAULT_AT=f"{point}:{chance.randint(1, 6)}")


def _kill_and_restart(
    replicas: list[ServiceProcess], point: str, chance: random.Random
) -> int:
    kills, until = 0, time.monotonic() + 3 * PATIENCE
    while kills < KILLS and time.monotonic() < until:
        for replica in replicas:
            if not replica.running() and kills < KILLS:
                kills += 1
                replica.env["GONGZHI_FAULT_AT"] = f"{point}:{chance.randint(1, 6)}"
                if kills > KILLS - len(replicas):
                    del replica.env["GONGZHI_FAULT_AT"]
                replica.start()
        time.sleep(0.02)
    for replica in replicas:
        if "GONGZHI_FAULT_AT" in replica.env:
            replica.stop()
            del replica.env["GONGZHI_FAULT_AT"]
            replica.start()
        assert eventually(replica.ready)
    return kills
