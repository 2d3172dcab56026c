"""A rig of its own for each test, on the broker of the run and a database that forgets the dead."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis.databases import Forgetful
from tests.integration.chassis.rig import Rig


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    server = Forgetful(tmp_path_factory.mktemp("forgetful")).start().wait_ready()
    yield server
    server.stop()


@pytest.fixture
def rig(broker: Broker, database: Database, tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(broker, database, tmp_path)
    yield rig
    rig.close()
