"""A service killed between any two steps loses nothing and counts nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis.crashes import Crashes, killed
from tests.integration.chassis.rig import Rig

KILLS = 20
RIGS = 2
POINTS = [
    "insert-before-commit",
    "commit-before-reply",
    "commit-before-publish",
    "publish-before-mark",
    "commit-before-ack",
]


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_twenty_kills_at(broker: Broker, database: Database, tmp_path: Path, point: str) -> None:
    rigs = [Rig(broker, database, tmp_path / f"rig-{number}") for number in range(RIGS)]
    crashes = [Crashes(rig, point, wanted=KILLS // RIGS) for rig in rigs]

    with ThreadPoolExecutor(RIGS) as threads:
        list(threads.map(Crashes.run, crashes))

    assert killed(crashes) >= KILLS
