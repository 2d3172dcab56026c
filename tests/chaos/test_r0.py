"""Tier R0: three thousand actions among faults of every kind; nothing is lost, nothing doubled."""

import pytest

from tests.chaos.rig import Rig
from tests.chaos.run import Run, servers
from tests.chaos.tiers import TIERS

SEED = 20190605


@pytest.fixture
def run(tmp_path):
    broker, database = servers(tmp_path)
    broker.start().wait_ready(90)
    database.start().wait_ready()
    rig = Rig(broker, database, tmp_path)
    yield Run(TIERS["R0"], SEED, tmp_path, rig)
    rig.close()
    broker.kill()
    database.kill()


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_counts_twice(run):
    verdict = run.play()

    assert verdict.violations == [], str(verdict)
    numbers = verdict.numbers
    assert numbers["attempted"] == numbers["acknowledged"] >= TIERS["R0"].actions
    assert numbers["recovered"] > 0
    assert run.fired["sigkill"] >= TIERS["R0"].sigkill
    assert run.fired["shuffled"] > 0
    assert all(run.fired[name] for name in ("broker_kill", "database_kill", "fail_command"))
    assert run.rig.stop() == [0] * len(run.rig.all())
