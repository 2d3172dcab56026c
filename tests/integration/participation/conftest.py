from collections.abc import Iterator

import pytest

from deploy.local.servers import Broker, Database
from tests.integration.participation.desk import PLACES, Desk


@pytest.fixture(scope="module")
def desk(
    broker: Broker, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """Run participation with two replicas, in a district with one town and one community."""
    desk = Desk(broker, database, tmp_path_factory.mktemp("participation"))
    try:
        desk.started()
        for place in PLACES:
            assert desk.post("/v1/divisions", place).is_success
        yield desk
    finally:
        desk.killed()


@pytest.fixture
def space(desk: Desk) -> str:
    return desk.a_space()
