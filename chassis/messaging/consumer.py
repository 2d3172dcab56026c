"""The way in for events: batches from the queue, folded by one worker, settled one by one.

    queue -> decode, set poison aside -> fold and commit -> publish what must wait or is dead -> ack

A message is acknowledged last. Whatever dies before that is delivered again, and the inbox knows
what took effect.
"""

import time

from nameko.extensions import Entrypoint

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.layout import Layout
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Publisher
from chassis.messaging.reading import Reader
from chassis.messaging.settler import Settler
from chassis.messaging.topology import queue_name
from chassis.ops.health import STALLED_SECONDS, Health, Pulse
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.subscribing import subscriptions
from chassis.work.spawn import run_in_worker

IDLE_SECONDS = 0.5
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 5.0


class Batches(Entrypoint):
    """Takes a service's events from its queue and hands them, many at once, to one method."""

    database = DatabaseOfService()
    layout = Layout()
    expected_exceptions = (Unavailable,)

    def setup(self) -> None:
        """Make the decoder and the connections' descriptions; nothing is opened yet."""
        self.settings: Settings = self.container.config["settings"]
        self.metrics: Metrics = self.container.config["metrics"]
        self.service = self.container.service_name
        self.log = get_logger()
        self._reader = Reader(
            subscriptions(self.container.service_cls), largest=self.settings.max_event_bytes
        )
        self._inflow = Inflow(self.settings, queue_name(self.service))
        self._publisher = Publisher(self.settings, "settler")
        self._settler = Settler(self.service, self.settings, self.metrics)
        self._pulse = Pulse(STALLED_SECONDS)
        self._stopping = self._opened = False

    def start(self) -> None:
        """Begin to consume, if the service hears anything at all."""
        self._thread = None
        if self._reader:
            health: Health = self.container.config["health"]
            health.register_ready("consumer", self._consuming)
            health.register_live("consumer", self._pulse.check)
            self._thread = self.container.spawn_managed_thread(self._run, identifier="consumer")

    def stop(self) -> None:
        """Take no more, finish what was taken, and only then return."""
        self._stopping = True
        while self._thread is not None and not self._thread.dead:
            time.sleep(0.01)
        self._publisher.close()

    def _consuming(self) -> tuple[bool, str]:
        """Not ready before the first message can come; ready while the broker is away later on.

        Requests are answered without the broker, so taking this process off the edge because of
        it would turn a delay into a refusal.
        """
        return self._opened, "not connected" if self._inflow.lost else "consuming"

    def _run(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._stopping:
            self._pulse.beat()
            try:
                self._connect()
                pause = SHORTEST_PAUSE
                self._consume()
            except Unavailable as error:
                self.log.warning("broker-unavailable", error=str(error))
            except Exception:
                self.log.exception("consumer-failed")
            if not self._stopping:
                self.layout.forget()
                self._inflow.lose()
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._inflow.close()

    def _connect(self) -> None:
        self.layout.ensure(self._publisher)
        self._inflow.open()
        self._opened = True

    def _consume(self) -> None:
        while not (self._stopping or self._inflow.lost):
            self._take_one_batch()
        if self._stopping and not self._inflow.lost:
            self._inflow.cancel()
            while self._inflow.waiting() and not self._inflow.lost:
                self._take_one_batch()

    def _take_one_batch(self) -> None:
        wait = self.settings.batch_wait_ms / 1000
        batch = self._inflow.collect(self.settings.batch_size, IDLE_SECONDS, wait)
        self._beat()
        self.metrics.inflight.set(len(batch) + self._inflow.waiting())
        if batch:
            fault_point("receive-before-fold")
            began = time.monotonic()
            self._handle(batch)
            self.metrics.batch_size.observe(len(batch))
            self.metrics.processing.observe(time.monotonic() - began)

    def _beat(self) -> None:
        self._pulse.beat()
        self._inflow.beat()
        self._publisher.beat()

    def _handle(self, batch: list[Delivery]) -> None:
        heard, poison = self._reader.read(batch)
        if heard:
            self._fold(heard)
        aside = self._settler.sent_on(heard, poison)
        if aside:
            self._publisher.publish(aside)
            fault_point("retry-before-ack")
        fault_point("commit-before-ack")
        self._inflow.acknowledge(batch[-1])

    def _fold(self, heard: list[Heard]) -> None:
        """Fold a batch; while the database is away hold it, and probe with one message."""
        try:
            run_in_worker(self.container, self, heard)
        except Unavailable as error:
            self.log.warning("consumer-paused", error=str(error))
            self._hold(heard)

    def _hold(self, heard: list[Heard]) -> None:
        self.metrics.breaker_state.set(1)
        pause = SHORTEST_PAUSE
        while not self._probed(heard[:1]):
            self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        self.metrics.breaker_state.set(0)
        if len(heard) > 1:
            self._fold(heard[1:])

    def _probed(self, first: list[Heard]) -> bool:
        try:
            run_in_worker(self.container, self, first)
        except Unavailable:
            if self._inflow.lost or self._stopping:
                raise  # not acknowledged, so it is delivered again
            return False
        return True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopping:
            time.sleep(min(0.5, seconds))
            self._beat()


batches = Batches.decorator
