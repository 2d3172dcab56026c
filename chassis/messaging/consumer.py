"""The way in for events: batches from the queue, folded by one worker, settled one by one.

    queue -> decode, set poison aside -> fold and commit -> publish what must wait or is dead -> ack

A message is acknowledged last. Whatever dies before that is delivered again, and the inbox knows
what took effect.
"""

import time
from datetime import UTC, datetime

from nameko.extensions import Entrypoint

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.errors import Unavailable, Unreadable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.layout import Layout
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Outgoing, Publisher
from chassis.messaging.reading import Reader
from chassis.messaging.settle import comes_again, dead, later, reason
from chassis.messaging.topology import queue_name
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.subscribing import subscriptions
from chassis.tracing import trace_id
from chassis.work.items import Outcome
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
        self._stopping = False

    def start(self) -> None:
        """Begin to consume, if the service hears anything at all."""
        self._thread = None
        if self._reader:
            self.container.config["health"].register_ready("consumer", self._consuming)
            self._thread = self.container.spawn_managed_thread(self._run, identifier="consumer")

    def stop(self) -> None:
        """Take no more, finish what was taken, and only then return."""
        self._stopping = True
        while self._thread is not None and not self._thread.dead:
            time.sleep(0.01)
        self._publisher.close()

    def _consuming(self) -> tuple[bool, str]:
        return not self._inflow.lost, "not connected" if self._inflow.lost else "consuming"

    def _run(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._stopping:
            try:
                self._connect()
                pause = SHORTEST_PAUSE
                self._consume()
            except Unavailable as error:
                self.log.warning("broker-unavailable", error=str(error))
            except Exception:
                self.log.exception("consumer-failed")
            if not self._stopping:
                self._inflow.lose()
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._inflow.close()

    def _connect(self) -> None:
        self.layout.ensure(self._publisher)
        self._inflow.open()

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
        if batch:
            fault_point("receive-before-fold")
            began = time.monotonic()
            self._handle(batch)
            self.metrics.batch_size.observe(len(batch))
            self.metrics.processing.observe(time.monotonic() - began)

    def _beat(self) -> None:
        self._inflow.beat()
        self._publisher.beat()

    def _handle(self, batch: list[Delivery]) -> None:
        heard, poison = self._reader.read(batch)
        aside = [self._dead(delivery, error, "decode") for delivery, error in poison]
        if heard:
            self._fold(heard)
            aside.extend(out for one in heard if (out := self._settled(one)))
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

    def _settled(self, one: Heard) -> Outgoing | None:
        """Count what became of a message; give what must be sent on before it is acknowledged."""
        assert one.delivery is not None  # noqa: S101 - only tests without a broker have none
        if one.error is None:
            outcome = "duplicate" if one.outcome is Outcome.DUPLICATE else "ok"
            self._count(one, outcome)
            return None
        ladder = self.settings.retry_ladder_seconds
        if comes_again(one.error, one.delivery.attempt, ladder):
            self._count(one, "retry")
            return later(one.delivery, self.service, ladder, datetime.now(UTC))
        self._count(one, "dead")
        return self._dead(one.delivery, one.error, one.subscription.method)

    def _count(self, one: Heard, outcome: str) -> None:
        meta = one.event.meta
        self.metrics.handled(meta.type, outcome)
        if outcome == "ok":
            lag = (datetime.now(UTC) - meta.time).total_seconds()
            self.metrics.critical_time(meta.type, lag, trace_id(meta.traceparent))

    def _dead(self, delivery: Delivery, error: Exception, handler: str) -> Outgoing:
        self.metrics.dead(reason(error))
        if isinstance(error, Unreadable):
            self.metrics.handled("unreadable", "poison")
        self.log.error(
            "dead-letter", reason=reason(error), handler=handler, error=str(error)[:300],
            attempt=delivery.attempt, routing_key=delivery.key, exc_info=error,
        )  # fmt: skip
        return dead(delivery, self.service, error, handler, datetime.now(UTC))


batches = Batches.decorator
