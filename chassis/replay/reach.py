"""Where the histories of others are read: their databases, which nothing here writes to."""

from collections.abc import Callable
from typing import Any

from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.events import producer, wire_type
from chassis.replay.history import History
from chassis.store.mongo import Mongo, connect
from chassis.store.writes import Backend
from chassis.subscribing import subscriptions

Find = Callable[[], dict[str, History]]
CONNECTIONS = 10


def histories_of(service_cls: type, backend_of: Callable[[str], Backend]) -> dict[str, History]:
    """Give the history of each producer a service hears, limited to what it hears."""
    types: dict[str, set[str]] = {}
    for one in subscriptions(service_cls):
        types.setdefault(producer(one.reads), set()).add(wire_type(one.reads))
    return {
        name: History(name, backend_of(name), frozenset(heard))
        for name, heard in sorted(types.items())
    }


def history_client(settings: Settings) -> Any:
    """Connect to where the histories are: the service's own server unless another is named."""
    return connect(
        settings.history_uri or settings.mongo_uri,
        deadline_seconds=settings.database_deadline_seconds,
        most_connections=CONNECTIONS,
    )


class Histories(DependencyProvider):
    """Gives a worker the histories of those its service hears."""

    database = DatabaseOfService()

    def setup(self) -> None:
        """Make the client, which connects when it is first used."""
        self._client = history_client(self.container.config["settings"])

    def get_dependency(self, worker_ctx: Any) -> Find:  # noqa: ARG002 - nameko passes it
        """Give what finds the histories."""
        return lambda: histories_of(self.container.service_cls, self._backend)

    def _backend(self, name: str) -> Backend:
        return Mongo(self._client, name)

    def in_memory(self, _service_cls: type) -> Find:
        """Give tests a past in which nothing happened."""
        return dict
