"""A rig of its own for each test, on the broker of the run and a database that forgets the dead."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis import brokers
from tests.integration.chassis.databases import Forgetful
from tests.integration.chassis.rig import Rig


@pytest.fixture(scope="package")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    server = Forgetful(tmp_path_factory.mktemp("forgetful")).start().wait_ready()
    yield server
    server.stop()


@pytest.fixture
def rig(broker: Broker, database: Database, tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(broker, database, tmp_path)
    yield rig
    rig.close()


@pytest.fixture(scope="package")
def broker_four(tmp_path_factory: pytest.TempPathFactory) -> Iterator[brokers.BrokerFour]:
    """RabbitMQ 4; a machine of CI must be able to run it, others may go without."""
    if not brokers.can_run() and not os.environ.get("CI"):
        pytest.skip("no container engine with an image of RabbitMQ 4")
    server = brokers.BrokerFour(tmp_path_factory.mktemp("four")).start()
    yield server
    server.stop()


@pytest.fixture(params=["broker", "broker_four"])
def rig_on_each(
    request: pytest.FixtureRequest, database: Database, tmp_path: Path
) -> Iterator[Rig]:
    """The same on this machine's broker and on RabbitMQ 4: they count deliveries differently."""
    rig = Rig(request.getfixturevalue(request.param), database, tmp_path)
    yield rig
    rig.close()
