"""Short runs of one mutant each, on a broker and a database that all of a file share."""

import pytest

from tests.chaos.run import servers
from tests.chaos.short import Short


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    broker, database = servers(tmp_path_factory.mktemp("teeth"))
    broker.start().wait_ready(90)
    database.start().wait_ready()
    yield broker, database
    broker.kill()
    database.kill()


@pytest.fixture
def short(both, tmp_path):
    made = []

    def make(**more):
        made.append(Short(both, tmp_path, **more))
        return made[-1]

    yield make
    for one in made:
        one.rig.close()
