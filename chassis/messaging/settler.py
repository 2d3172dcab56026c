"""After a batch was folded: count what became of each message, and say what must be sent on."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from chassis.errors import Unreadable
from chassis.events import Meta
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.publisher import Outgoing
from chassis.messaging.reading import DECODING, UNREADABLE, Poison
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
        self._count(heard)
        aside = [self._unread(delivery, error) for delivery, error in poison]
        return aside + [self._failed(one) for one in heard if one.error is not None]

    def _unread(self, delivery: Delivery, error: Unreadable) -> Outgoing:
        again = comes_again(error, delivery.attempt, self._ladder)
        self._metrics.handled(UNREADABLE, "retry" if again else "poison")
        if again:
            return later(delivery, self._service, self._ladder, datetime.now(UTC))
        return self._dead(delivery, error, DECODING)

    def _failed(self, one: Heard) -> Outgoing:
        assert one.delivery is not None  # noqa: S101 - only tests without a broker have none
        assert one.error is not None  # noqa: S101 - nobody else is asked about
        if self._outcome(one) == "retry":
            return later(one.delivery, self._service, self._ladder, datetime.now(UTC))
        return self._dead(one.delivery, one.error, one.subscription.method)

    def _outcome(self, one: Heard) -> str:
        if one.error is None:
            return "duplicate" if one.outcome is Outcome.DUPLICATE else "ok"
        assert one.delivery is not None  # noqa: S101 - only tests without a broker have none
        if comes_again(one.error, one.delivery.attempt, self._ladder):
            return "retry"
        return "poison" if isinstance(one.error, Unreadable) else "dead"

    def _count(self, heard: list[Heard]) -> None:
        """Count a batch at once, for a number each would cost more than reading the message."""
        metas: dict[tuple[str, str], list[Meta]] = defaultdict(list)
        for one in heard:
            metas[one.kind, self._outcome(one)].append(one.event.meta)
        for (kind, outcome), those in metas.items():
            self._metrics.handled(kind, outcome, len(those))
            if outcome == "ok":
                self._time(kind, those)

    def _time(self, kind: str, metas: list[Meta]) -> None:
        now = datetime.now(UTC)
        slowest = min(metas, key=lambda meta: meta.time)
        lags = [(now - meta.time).total_seconds() for meta in metas]
        self._metrics.critical_times(kind, lags, trace_id(slowest.traceparent))

    def _dead(self, delivery: Delivery, error: Exception, handler: str) -> Outgoing:
        self._metrics.dead(reason(error))
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
