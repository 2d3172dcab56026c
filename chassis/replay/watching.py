"""A replay runs in a process of its own, so that live traffic keeps this one to itself."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any

from nameko.extensions import DependencyProvider
from pymongo.errors import PyMongoError

from chassis.database import DatabaseOfService
from chassis.ops.logging import get_logger

JOB = "replay"
SHADOW, AGAIN = "shadow", "again"
LOOK_SECONDS = 1.0
GOODBYE_SECONDS = 3.0


class Watch(DependencyProvider):
    """Starts the process of a replay that was asked for, or whose process is gone.

    One replica does so: the process holds a lease, and whoever finds it free starts another. That
    one goes on where the last transaction of the first left off.
    """

    database = DatabaseOfService()

    def start(self) -> None:
        """Begin to look."""
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = self.container.spawn_managed_thread(self._watch, identifier="replays")

    def stop(self) -> None:
        """End the process; another replica, or this one when it is back, goes on with it."""
        self._thread.kill()
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def get_dependency(self, worker_ctx: Any) -> None:
        """Give nothing: what is asked for is found in the database."""

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self._begin(self._wanted())
            except PyMongoError as error:
                get_logger().debug("replays-not-seen", error=str(error)[:300])

    def _wanted(self) -> dict[str, Any] | None:
        """Give the oldest replay that nobody does."""
        mongo = self.database.backend
        if not mongo.prepared or (self._process is not None and self._process.poll() is None):
            return None
        leases = mongo.database["leases"]
        if leases.find_one({"_id": JOB, "until": {"$gt": datetime.now(UTC)}}) is not None:
            return None
        return mongo.database["replays"].find_one({"state": "running"}, sort=[("_id", 1)])

    def _begin(self, wanted: dict[str, Any] | None) -> None:
        if wanted is None:
            return
        package = self.container.service_cls.__module__.rpartition(".")[0]
        how = SHADOW if wanted["to_shadow"] else AGAIN
        command = [sys.executable, "-m", "chassis.replay", package, how, wanted["_id"]]
        self._process = subprocess.Popen(command)  # noqa: S603 - our own program
