"""What takes messages from one queue, some at a time, until it is told to stop.

    queue -> some messages -> whatever is done with them -> ack

Messages are acknowledged last. Whatever dies before that is delivered again.
"""

import time

from nameko.extensions import Entrypoint

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.layout import Layout
from chassis.messaging.message import Subscription
from chassis.messaging.reading import Reader
from chassis.ops.health import STALLED_SECONDS, Health, Pulse
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.ops.outage import Outage
from chassis.subscribing import subscriptions

IDLE_SECONDS = 0.5
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


class Intake(Entrypoint):
    """A loop over one queue that outlives the broker's absence and ends in good order."""

    purpose: str
    database = DatabaseOfService()
    layout = Layout()

    def setup(self) -> None:
        """Make what every intake needs; nothing is opened yet."""
        self.expected_exceptions = (Unavailable,)  # a database that is away is no fault of ours
        self.settings: Settings = self.container.config["settings"]
        self.metrics: Metrics = self.container.config["metrics"]
        self.service = self.container.service_name
        self.log = get_logger()
        self._reader = Reader(self.heard(), largest=self.settings.max_event_bytes)
        self._inflow = self.inflow()
        self._pulse = Pulse(STALLED_SECONDS)
        self._stopping = self._opened = False

    def heard(self) -> list[Subscription]:
        """Say what is heard this way."""
        return subscriptions(self.container.service_cls)

    def inflow(self) -> Inflow:
        """Describe the queue to take from."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin to consume, if the service hears anything at all."""
        self._thread = None
        if self._reader:
            health: Health = self.container.config["health"]
            health.register_live(self.purpose, self._pulse.check)
            self._thread = self.container.spawn_managed_thread(self._run, identifier=self.purpose)

    def stop(self) -> None:
        """Take no more, finish what was taken, and only then return."""
        self._stopping = True
        fault_point("drain-begun")
        while self._thread is not None and not self._thread.dead:
            time.sleep(0.01)

    def _run(self) -> None:
        pause = SHORTEST_PAUSE
        outage = Outage("broker-unavailable", "broker-available", intake=self.purpose)
        while not self._stopping:
            self._pulse.beat()
            try:
                self._connect()
                outage.is_over()
                pause = SHORTEST_PAUSE
                self._consume()
            except Unavailable as error:
                outage.goes_on(error)
            except Exception:
                self.log.exception("intake-failed", intake=self.purpose)
            if not self._stopping:
                self.layout.forget()
                self._inflow.lose()
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._inflow.close()

    def _connect(self) -> None:
        self._inflow.open()
        self._opened = True

    def _consume(self) -> None:
        while not (self._stopping or self._inflow.lost):
            self._take_one_batch()
        if self._stopping and not self._inflow.lost:
            self._calm_down()
            self._inflow.cancel()
            while self._is_unfinished() and not self._inflow.lost:
                self._take_one_batch()

    def _calm_down(self) -> None:
        """End what is going on: deliveries on their way could not be read beside it in time."""

    def _is_unfinished(self) -> bool:
        """Tell whether something was taken that is not settled yet."""
        return self._inflow.waiting() > 0

    def _take_one_batch(self) -> None:
        """Collect some messages, settle them, and acknowledge."""
        raise NotImplementedError

    def _beat(self) -> None:
        self._pulse.beat()
        self._inflow.beat()

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopping:
            time.sleep(min(0.5, seconds))
            self._beat()
