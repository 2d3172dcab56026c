"""Commands that the database fails or leaves unanswered are repeated without loss or doubles."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local.servers import Broker, Database
from tests.integration.chassis.databases import Forgetful
from tests.integration.chassis.rig import Driver, Rig, assert_counted_once, eventually

SHUTTING_DOWN, CONFLICT, INTERRUPTED = 91, 112, 11600
COMMANDS = ["find", "insert", "update", "commitTransaction"]
FAILURES: list[dict[str, Any]] = [
    {"errorCode": SHUTTING_DOWN},
    {"errorCode": CONFLICT, "errorLabels": ["TransientTransactionError"]},
    {"errorCode": INTERRUPTED},
    {"closeConnection": True},
]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    server = Forgetful(tmp_path_factory.mktemp("failing"), test_commands=True).start().wait_ready()
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_fails(
    broker: Broker, failing: Database, tmp_path: Path, command: str
) -> None:
    rig = Rig(broker, failing, tmp_path)
    driver = Driver([replica.url for replica in rig.started(2)], rig.token).run(threads=2)

    fired = [inject(rig, driver, command, failure) for failure in FAILURES]
    driver.stop()

    assert fired == [True] * len(FAILURES)
    assert_counted_once(rig, driver)
    assert rig.dead_letters() == []
    rig.close()


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_while_a_command_always_fails_nothing_is_counted_and_then_everything_is(
    broker: Broker, failing: Database, tmp_path: Path, command: str
) -> None:
    rig = Rig(broker, failing, tmp_path)
    (replica,) = rig.started(1)

    with failed(rig, command, "alwaysOn", FAILURES[0]):
        rig.publish(rig.action("held"))
        counted_meanwhile = eventually(lambda: rig.counted() > 0, patience=1.5)
        lives = replica.live()

    assert (counted_meanwhile, lives) == (False, True)
    assert eventually(lambda: rig.counted() == 1)
    assert rig.dead_letters() == []
    rig.close()


@contextlib.contextmanager
def failed(rig: Rig, command: str, mode: Any, failure: dict[str, Any]) -> Iterator[None]:
    """Let the database fail a command for the time being."""
    told = {"failCommands": [command], **failure}
    with MongoClient(rig.database.uri) as client:
        client.admin.command("configureFailPoint", "failCommand", mode=mode, data=told)
        yield
        client.admin.command("configureFailPoint", "failCommand", mode="off")


def inject(rig: Rig, driver: Driver, command: str, failure: dict[str, Any]) -> bool:
    """Fail a command three times; tell whether work went on after that."""
    with failed(rig, command, {"times": 3}, failure):
        seen = len(driver.acknowledged)
        return eventually(lambda: len(driver.acknowledged) > seen + 5)
