"""A rig of its own for each test, on the broker and database of the run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.chassis.rig import Rig


@pytest.fixture
def rig(broker: Broker, database: Database, tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(broker, database, tmp_path)
    yield rig
    rig.close()
