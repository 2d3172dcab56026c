"""Works as long as the environment says, or crashes."""

import os
import time

from nameko.extensions import DependencyProvider
from nameko.timer import timer

from chassis.ops.logging import get_logger


class Crash(DependencyProvider):
    """A thread of the service that ends with an error, where the environment asks for it."""

    def start(self):
        if "TOY_CRASH" in os.environ:
            self.container.spawn_managed_thread(lambda: 1 / 0, identifier="crash")


class WorkingService:
    """Begins one long piece of work."""

    name = "working"

    crash = Crash()

    @timer(interval=3600, eager=True)
    def work(self):
        """Work."""
        get_logger().info("working")
        time.sleep(float(os.environ["TOY_WORK_SECONDS"]))
        get_logger().info("worked")
