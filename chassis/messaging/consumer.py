"""The way in for events: batches from the queue, folded by one worker, settled one by one.

    queue -> decode, set poison aside -> fold and commit -> publish what must wait or is dead -> ack

A message is acknowledged last. Whatever dies before that is delivered again, and the inbox knows
what took effect.
"""

import time

from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.intake import IDLE_SECONDS, LONGEST_PAUSE, SHORTEST_PAUSE, Intake
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Publisher
from chassis.messaging.settler import Settler
from chassis.messaging.suspects import turns
from chassis.messaging.topology import queue_name
from chassis.ops.health import Health
from chassis.work.spawn import run_in_worker


class Batches(Intake):
    """Takes a service's events from its queue and hands them, many at once, to one method."""

    purpose = "consumer"

    def setup(self) -> None:
        """Make the decoder and the connections' descriptions; nothing is opened yet."""
        super().setup()
        self._publisher = Publisher(self.settings, "settler")
        self._settler = Settler(self.service, self.ladder(), self.metrics)

    def ladder(self) -> list[int]:
        """Say how long what is not here yet waits before it is tried again."""
        return self.settings.retry_ladder_seconds

    def inflow(self) -> Inflow:
        """Take from the queue of the service's events."""
        return Inflow(
            self.settings,
            queue_name(self.service),
            purpose=self.purpose,
            window=2 * self.settings.batch_size,
        )

    def start(self) -> None:
        """Begin to consume, if the service hears anything at all."""
        super().start()
        if self._reader:
            health: Health = self.container.config["health"]
            health.register_ready(self.purpose, self._consuming)

    def stop(self) -> None:
        """Take no more, finish what was taken, and only then return."""
        super().stop()
        self._publisher.close()

    def _consuming(self) -> tuple[bool, str]:
        """Not ready before the first message can come; ready while the broker is away later on.

        Requests are answered without the broker, so taking this process off the edge because of
        it would turn a delay into a refusal.
        """
        return self._opened, "not connected" if self._inflow.lost else "consuming"

    def _connect(self) -> None:
        self.layout.ensure(self._publisher)
        super()._connect()

    def _take_one_batch(self) -> None:
        wait = self.settings.batch_wait_ms / 1000
        batch = self._inflow.collect(self.settings.batch_size, IDLE_SECONDS, wait)
        self._beat()
        self._watch_load(batch)
        if batch or self._is_due():
            fault_point("receive-before-fold")
            began = time.monotonic()
            self._take_turns(batch)
            self.metrics.batch_size.observe(len(batch))
            self.metrics.processing.observe(time.monotonic() - began)

    def _is_due(self) -> bool:
        """Tell whether there is something to do without a new message."""
        return False

    def _watch_load(self, batch: list[Delivery]) -> None:
        self.metrics.inflight.set(len(batch) + self._inflow.waiting())

    def _beat(self) -> None:
        super()._beat()
        self._publisher.beat()

    def _take_turns(self, batch: list[Delivery]) -> None:
        """Handle a batch as one, unless some of it came back too often to be taken with others."""
        first, *rest = turns(batch)
        if not rest:
            self._handle(batch)
            return
        for turn in (first, *rest):
            self._work(turn)
            self._inflow.acknowledge_each(turn)
            self._beat()

    def _handle(self, batch: list[Delivery]) -> None:
        self._work(batch)
        self._inflow.acknowledge(batch[-1])

    def _work(self, batch: list[Delivery]) -> None:
        heard, poison = self._reader.read(batch)
        if heard:
            self._fold(heard)
        aside = self._settler.sent_on(heard, poison)
        if aside:
            self._publisher.publish(aside)
            fault_point("retry-before-ack")
        fault_point("commit-before-ack")

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


batches = Batches.decorator
