"""A service that breaks a guarantee is caught by the same judge that the true one passes."""

import signal

import pytest

from tests.integration.chassis.crashes import FAULT
from tests.integration.chassis.rig import Driver, Rig, assert_counted_once, eventually


@pytest.mark.slow
@pytest.mark.parametrize("mistake", ["acknowledges-first", "forgets"])
def test_is_caught_after_one_kill(rig: Rig, mistake: str) -> None:
    rig.toy, rig.patience = "tests.toys.careless", 5.0
    rig.settings |= {"TOY_MISTAKE": mistake, FAULT: "commit-before-ack:3"}
    replica = rig.started(1)[0]
    driver = Driver([replica.url], rig.token).run(threads=2)

    assert eventually(lambda: not replica.running())
    status = replica.stop()
    del replica.env[FAULT]
    replica.start().wait_ready()
    driver.stop()

    assert status == -signal.SIGKILL
    with pytest.raises(AssertionError):
        assert_nothing_is_wrong(rig, driver)


def assert_nothing_is_wrong(rig: Rig, driver: Driver) -> None:
    assert_counted_once(rig, driver)
    assert rig.dead_letters() == []
