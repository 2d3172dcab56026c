"""One run of all four services for all stories; the story of a resident is played in it once."""

from collections.abc import Iterator

import pytest

from deploy.local.servers import Broker, Database

from .running import Running
from .scene import Scene
from .story import Story


@pytest.fixture(scope="package")
def running(
    broker: Broker, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Everything runs, participation and guidance twice."""
    services = Running(broker, database, tmp_path_factory.mktemp("system"))
    try:
        yield services.start()
    finally:
        services.stop()


@pytest.fixture(scope="package")
def scene(running: Running) -> Scene:
    """A building in Tangzhong whose residents can take part."""
    return Scene(running).set()


@pytest.fixture(scope="package")
def story(scene: Scene) -> Story:
    """A resident's way from a check-in to a closed topic, looked at after every step."""
    return Story(scene).play()
