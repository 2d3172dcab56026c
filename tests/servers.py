"""Real servers for tests: one broker and one database a run, started when first asked for."""

from collections.abc import Iterator

import pytest

from deploy.local.servers import Broker, Database, Server


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database server of its own, with every commit on disk."""
    server = Database(tmp_path_factory.mktemp("database")).start().wait_ready()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker node of its own."""
    server = Broker(tmp_path_factory.mktemp("broker")).start().wait_ready()
    yield server
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """End at the end what a failed test did not."""
    yield
    for server in list(Server.children):
        server.kill()
