"""After a batch was folded: count what became of each message, and say what must be sent on."""

from collections.abc import Sequence
from datetime import UTC, datetime

from chassis.errors import Unreadable
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Outgoing
from chassis.messaging.reading import Poison
from chassis.messaging.settle import comes_again, dead, later, reason
from chassis.ops.logging import get_logger
from chassis.ops.metrics import Metrics
from chassis.tracing import trace_id
from chassis.work.items import Outcome


class Settler:
    """Knows the ladder of one service and where its dead letters go."""

    def __init__(self, service: str, ladder: Sequence[int], metrics: Metrics) -> None:
        """Settle the messages of a service; without a ladder nothing that failed comes again."""
        self._service = service
        self._ladder = ladder
        self._metrics = metrics
        self._log = get_logger()

    def sent_on(self, heard: list[Heard], poison: list[Poison]) -> list[Outgoing]:
        """Give what must be published before the batch may be acknowledged."""
        aside = [self._dead(delivery, error, "decode") for delivery, error in poison]
        return aside + [out for one in heard if (out := self._settled(one))]

    def _settled(self, one: Heard) -> Outgoing | None:
        assert one.delivery is not None  # noqa: S101 - only tests without a broker have none
        if one.error is None:
            outcome = "duplicate" if one.outcome is Outcome.DUPLICATE else "ok"
            self._count(one, outcome)
            return None
        if comes_again(one.error, one.delivery.attempt, self._ladder):
            self._count(one, "retry")
            return later(one.delivery, self._service, self._ladder, datetime.now(UTC))
        self._count(one, "dead")
        return self._dead(one.delivery, one.error, one.subscription.method)

    def _count(self, one: Heard, outcome: str) -> None:
        meta = one.event.meta
        self._metrics.handled(meta.type, outcome)
        if outcome == "ok":
            lag = (datetime.now(UTC) - meta.time).total_seconds()
            self._metrics.critical_time(meta.type, lag, trace_id(meta.traceparent))

    def _dead(self, delivery: Delivery, error: Exception, handler: str) -> Outgoing:
        self._metrics.dead(reason(error))
        if isinstance(error, Unreadable):
            self._metrics.handled("unreadable", "poison")
        self._log.error(
            "dead-letter",
            reason=reason(error),
            handler=handler,
            error=str(error)[:300],
            attempt=delivery.attempt,
            routing_key=delivery.key,
            exc_info=error,
        )
        return dead(delivery, self._service, error, handler, datetime.now(UTC))
