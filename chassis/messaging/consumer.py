"""The way in for events: batches from the queue, folded by one worker, settled one by one.

    queue -> decode, set poison aside -> fold and commit -> publish what must wait or is dead -> ack

While one batch commits, the next is decoded and folded. A message is acknowledged last. Whatever
dies before that is delivered again, and the inbox knows what took effect.
"""

import time

import eventlet

from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.flight import Flight, folded
from chassis.messaging.intake import IDLE_SECONDS, LONGEST_PAUSE, SHORTEST_PAUSE, Intake
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Publisher
from chassis.messaging.settler import Settler
from chassis.messaging.suspects import SUSPECT_AFTER, turns
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
        self._flight: Flight | None = None

    def ladder(self) -> list[int]:
        """Say how long what is not here yet waits before it is tried again."""
        return self.settings.retry_ladder_seconds

    def inflow(self) -> Inflow:
        """Take from the queue of the service's events."""
        return Inflow(
            self.settings,
            queue_name(self.service),
            purpose=self.purpose,
            window=3 * self.settings.batch_size,  # one commits, one is folded, one comes
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
        self._flight = None  # of a connection that was lost: it is delivered again
        self.layout.ensure(self._publisher)
        super()._connect()

    def _take_one_batch(self) -> None:
        batch = self._collected()
        self._beat()
        self._watch_load(batch)
        if batch or self._is_due():
            self._take_turns(batch)

    def _collected(self) -> list[Delivery]:
        """Wait for messages, but not while a batch is on its way to be acknowledged."""
        if self._flight and not self._inflow.waiting():
            return []
        wait = self.settings.batch_wait_ms / 1000
        return self._inflow.collect(self.settings.batch_size, IDLE_SECONDS, wait)

    def _is_due(self) -> bool:
        """Tell whether there is something to do without a new message."""
        return self._flight is not None

    def _calm_down(self) -> None:
        self._land()

    def _is_unfinished(self) -> bool:
        return self._flight is not None or super()._is_unfinished()

    def _watch_load(self, batch: list[Delivery]) -> None:
        self.metrics.inflight.set(len(batch) + self._inflow.waiting())

    def _beat(self) -> None:
        super()._beat()
        self._publisher.beat()

    def _take_turns(self, batch: list[Delivery]) -> None:
        """Fold a batch while the one before commits; alone what came back too often."""
        suspected = any(one.given_back >= SUSPECT_AFTER for one in batch)
        if suspected or (self._flight and self._flight.failed):
            self._land()
        if suspected:
            self._take_apart(batch)
            return
        flight = self._begin(batch) if batch else None
        self._land()
        self._flight = flight

    def _take_apart(self, batch: list[Delivery]) -> None:
        for turn in turns(batch):
            flight = self._begin(turn)
            self._end(flight)
            self._inflow.acknowledge_each(turn)
            self._beat()

    def _begin(self, batch: list[Delivery]) -> Flight:
        """Let a worker fold a batch; return when the next may be folded."""
        fault_point("receive-before-fold")
        flight = Flight(batch, *self._reader.read(batch), before=self._flight)
        eventlet.spawn(flight.fly, self.container, self)
        flight.step.until_folded()
        return flight

    def _land(self) -> None:
        """Wait for the batch that is on its way, and acknowledge it."""
        flight, self._flight = self._flight, None
        if flight is not None:
            self._end(flight)
            self._inflow.acknowledge(flight.batch[-1])

    def _end(self, flight: Flight) -> None:
        """Wait until a batch is committed; send on what must be before it is acknowledged."""
        flight.step.until_ended()
        self._see(flight.error, flight.heard)
        aside = self._settler.sent_on(flight.heard, flight.poison)
        if aside:
            self._publisher.publish(aside)
            fault_point("retry-before-ack")
        fault_point("commit-before-ack")
        self._measure(len(flight.batch), flight.began)

    def _measure(self, size: int, began: float) -> None:
        self.metrics.batch_size.observe(size)
        self.metrics.processing.observe(time.monotonic() - began)

    def _fold(self, heard: list[Heard]) -> None:
        """Fold a batch and wait until it is committed."""
        self._see(folded(self.container, self, heard), heard)

    def _see(self, error: Exception | None, heard: list[Heard]) -> None:
        """While the database is away hold a batch, and probe with one message."""
        if isinstance(error, Unavailable):
            self.log.warning("consumer-paused", error=str(error))
            self._hold(heard)
        elif error is not None:
            raise error

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
