"""A replay runs in a process of its own, so that live traffic keeps this one to itself."""

import os
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
                if self._is_wanted():
                    self._begin()
            except PyMongoError as error:
                get_logger().debug("replays-not-seen", error=str(error)[:300])

    def _is_wanted(self) -> bool:
        mongo = self.database.backend
        if not mongo.prepared or (self._process is not None and self._process.poll() is None):
            return False
        if mongo.database["replays"].find_one({"state": "running"}) is None:
            return False
        held = mongo.database["leases"].find_one({"_id": JOB, "until": {"$gt": datetime.now(UTC)}})
        return held is None

    def _begin(self) -> None:
        package = self.container.service_cls.__module__.rpartition(".")[0]
        command = [sys.executable, "-m", "chassis.replay", package, str(os.getpid())]
        self._process = subprocess.Popen(command)  # noqa: S603 - our own program
