"""Commands that the database fails or leaves unanswered are repeated without loss or doubles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy.local.servers import Broker, Database
from tests.integration.chassis.databases import Forgetful
from tests.integration.chassis.rig import Driver, Rig, assert_counted_once, eventually

SHUTTING_DOWN, CONFLICT, INTERRUPTED = 91, 112, 11600
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
@pytest.mark.parametrize("command", ["find", "insert", "update", "commitTransaction"])
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


def inject(rig: Rig, driver: Driver, command: str, failure: dict[str, Any]) -> bool:
    """Fail a command three times; tell whether work went on after that."""
    with MongoClient(rig.database.uri) as client:
        client.admin.command(
            "configureFailPoint",
            "failCommand",
            mode={"times": 3},
            data={"failCommands": [command], **failure},
        )
        seen = len(driver.acknowledged)
        goes_on = eventually(lambda: len(driver.acknowledged) > seen + 5)
        client.admin.command("configureFailPoint", "failCommand", mode="off")
    return goes_on
