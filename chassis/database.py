"""The database of a service as a Nameko extension: one client, prepared in the background."""

import time
from collections.abc import Iterable
from typing import Any

from nameko.extensions import DependencyProvider, SharedExtension
from pymongo.errors import CollectionInvalid, OperationFailure, PyMongoError

from chassis.config import Settings
from chassis.members import members
from chassis.ops.health import Health, Pulse
from chassis.ops.outage import Outage
from chassis.store.collection import Index
from chassis.store.guards import EXPIRES, INBOX, REPLIES
from chassis.store.mongo import Mongo, connect

SPARE_CONNECTIONS = 12
WATCH_SECONDS, SILENT_SECONDS = 1.0, 5.0
CHASSIS_INDEXES: dict[str, tuple[Index, ...]] = {
    "events": (Index("state", "_id"), Index("state", "end")),
    INBOX: (),
    REPLIES: (Index(EXPIRES, expires=True),),
    "leases": (),
}
NAMESPACE_EXISTS = 48


class DatabaseOfService(SharedExtension):
    """Gives every worker the same client; nothing is written before collections are prepared."""

    def setup(self) -> None:
        """Make the client, which connects when it is first used."""
        self.settings: Settings = self.container.config["settings"]
        self._client = connect(
            self.settings.mongo_uri,
            deadline_seconds=self.settings.database_deadline_seconds,
            most_connections=self.settings.max_workers + SPARE_CONNECTIONS,
        )
        self.backend = Mongo(self._client, self.container.service_name)
        self.backend.prepared = False

    def start(self) -> None:
        """Prepare collections in the background, as often as it takes."""
        health: Health = self.container.config["health"]
        self._pulse = Pulse(SILENT_SECONDS)
        health.register_ready("database", self._pulse.check)
        self.container.spawn_managed_thread(self._watch, identifier="watch-database")

    def _watch(self) -> None:
        """Prepare what is missing, then ask now and then whether the server is there."""
        outage = Outage("database-not-ready", "database-ready")
        while True:
            try:
                if not self.backend.prepared:
                    self._create_collections()
                self._client.admin.command("ping")
                self._pulse.beat()
                outage.is_over()
            except PyMongoError as error:
                outage.goes_on(error)
            time.sleep(WATCH_SECONDS)

    def _create_collections(self) -> None:
        wanted = CHASSIS_INDEXES | _declared(self.container.service_cls)
        for name in wanted.keys() - set(self.backend.database.list_collection_names()):
            self._create_collection(name)
        for name, indexes in wanted.items():
            create_indexes(self.backend, name, indexes)
        self.backend.prepared = True

    def _create_collection(self, name: str) -> None:
        try:
            self.backend.database.create_collection(name)
        except (CollectionInvalid, OperationFailure) as error:
            if isinstance(error, OperationFailure) and error.code != NAMESPACE_EXISTS:
                raise  # anything but another replica that was first


def create_indexes(mongo: Mongo, name: str, indexes: Iterable[Index]) -> None:
    """Index a collection; what is there already stays."""
    for index in indexes:
        options: dict[str, Any] = {"unique": True} if index.unique else {}
        if index.expires:
            options["expireAfterSeconds"] = 0
        mongo.database[name].create_index([(field, 1) for field in index.fields], **options)


class KindKept(DependencyProvider):
    """Something a service keeps in its database, and so wants indexes for."""

    kind: type[Any]


def kept(service_cls: type) -> dict[str, type[Any]]:
    """List the kinds of things a service keeps, by attribute."""
    return {name: member.kind for name, member in members(service_cls, _is_kept)}


def _is_kept(member: object) -> bool:
    return isinstance(member, KindKept)


def _declared(service_cls: type) -> dict[str, tuple[Index, ...]]:
    return {kind.name: kind.indexes for kind in kept(service_cls).values()}
