"""The database of a service as a dependency, as nameko's examples have it."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from nameko.extensions import DependencyProvider
from pymongo import MongoClient
from pymongo.write_concern import WriteConcern

DURABLE = WriteConcern("majority", j=True)
SPARE_CONNECTIONS = 4
T = TypeVar("T")


class StorageWrapper:
    """What a worker sees: the collections, and a transaction around what it changes."""

    def __init__(self, client: Any, database: Any) -> None:
        self.client = client
        self.database = database

    def transact(self, change: Callable[[Any, Any], T]) -> T:
        """Make a change in one transaction; PyMongo begins again when it meets another."""
        with self.client.start_session() as session:
            return session.with_transaction(
                lambda begun: change(self.database, begun), write_concern=DURABLE
            )


class Storage(DependencyProvider):
    """Opens the service's own database, with the collections and indexes it needs."""

    def __init__(self, **indexes: list[list[str]]) -> None:
        self.indexes = indexes

    def setup(self) -> None:
        """Connect and make what is missing, before the first request."""
        workers = self.container.max_workers
        self.client = MongoClient(os.environ["MONGO_URI"], maxPoolSize=workers + SPARE_CONNECTIONS)
        self.database = self.client[f"{os.environ['DATABASE_PREFIX']}{self.container.service_name}"]
        there = self.database.list_collection_names()
        for collection, indexes in self.indexes.items():
            if collection not in there:
                self.database.create_collection(collection)
            for fields in indexes:
                self.database[collection].create_index([(field, 1) for field in fields])

    def get_dependency(self, worker_ctx: Any) -> StorageWrapper:  # noqa: ARG002 - nameko's call
        """Give every worker the same client; it keeps a pool."""
        return StorageWrapper(self.client, self.database)
