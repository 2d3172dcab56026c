"""A service killed between any two steps loses nothing and counts nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis.crashes import Crashes, Retried, Told, killed
from tests.integration.chassis.rig import Rig

KILLS = 20
RIGS = 2
POINTS = {
    "receive-before-fold": Crashes,
    "insert-before-commit": Crashes,
    "half-written": Crashes,
    "commit-before-reply": Crashes,
    "lease-before-work": Crashes,
    "commit-before-publish": Crashes,
    "publish-before-confirm": Crashes,
    "publish-before-mark": Crashes,
    "commit-before-ack": Crashes,
    "retry-before-ack": Retried,
    "drain-begun": Told,
}


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_twenty_kills_at(broker: Broker, database: Database, tmp_path: Path, point: str) -> None:
    rigs = [Rig(broker, database, tmp_path / f"rig-{number}") for number in range(RIGS)]
    crashes = [POINTS[point](rig, point, wanted=KILLS // RIGS) for rig in rigs]

    with ThreadPoolExecutor(RIGS) as threads:
        list(threads.map(Crashes.run, crashes))

    assert killed(crashes) >= KILLS
