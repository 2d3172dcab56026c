"""What a service missed, delivered again: events of the past that left no trace in its inbox.

They go the way of a retry: through the shortest step of the ladder, which leads to its own queue.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice

from chassis.config import Settings
from chassis.envelope import CONTENT_TYPE, headers_of
from chassis.messaging.publisher import Outgoing, Publisher
from chassis.messaging.topology import queue_name, retry_exchange
from chassis.replay.history import History, Told, handled, in_time_order
from chassis.replay.verdict import MOST_LINES, Verdict
from chassis.store.writes import Backend

READ_AT_ONCE = 500
ON_THEIR_WAY_SECONDS = 5.0
PATIENCE_SECONDS = 60.0
Tell = Callable[[int, int], None]


class Again:
    """Reads the past, and puts what never took effect on the service's own queue once more.

    Its inbox knows what took effect, so nothing counts twice, however often this is done.
    """

    def __init__(
        self, service: str, live: Backend, histories: dict[str, History], settings: Settings
    ) -> None:
        """Deliver to the queue of a service."""
        self._queue = queue_name(service)
        self._step = retry_exchange(settings.retry_ladder_seconds[0])
        self._publisher = Publisher(settings, "replay")
        self._live = live
        self._histories = histories

    def run(self, starts: dict[str, int], ends: dict[str, int], tell: Tell) -> Verdict:
        """Deliver what was missed between two positions of each producer, and see it handled."""
        read, missing = 0, []
        for told in self._parts(starts, ends):
            read += len(told)
            missing += self._unknown(told)
            tell(len(told), read)
        missing = self._after(ON_THEIR_WAY_SECONDS, missing, tell)
        for start in range(0, len(missing), READ_AT_ONCE):
            self._deliver(missing[start : start + READ_AT_ONCE])
        self._publisher.close()
        left = self._after(PATIENCE_SECONDS, missing, tell)
        return _verdict(read, len(missing), left)

    def _parts(self, starts: dict[str, int], ends: dict[str, int]) -> Iterator[list[Told]]:
        streams = [self._histories[name].after(starts[name], ends[name]) for name in starts]
        stream = in_time_order(streams)
        while told := list(islice(stream, READ_AT_ONCE)):
            yield told

    def _unknown(self, told: list[Told]) -> list[Told]:
        known = handled(self._live, told)
        return [one for one in told if one.id not in known]

    def _after(self, seconds: float, missing: list[Told], tell: Tell) -> list[Told]:
        """Give what is still missing after some time: the rest was only on its way."""
        until = time.monotonic() + seconds
        while missing and time.monotonic() < until:
            time.sleep(0.5)
            tell(0, 0)
            missing = self._unknown(missing)
        return missing

    def _deliver(self, told: list[Told]) -> None:
        self._publisher.publish(
            [
                Outgoing(
                    self._step, self._queue, one.body, CONTENT_TYPE, headers_of(one.body), one.id
                )
                for one in told
            ]
        )


def _verdict(read: int, sent: int, left: list[Told]) -> Verdict:
    first = f"{read} events of the past: {read - sent} had taken effect, {sent} delivered again"
    if not left:
        return Verdict((first,))
    lines = [f"event {one.id} of {one.producer} has not taken effect" for one in left[:MOST_LINES]]
    first += f", {len(left)} of them without effect: see its dead letters"
    return Verdict((first, *lines), len(left))
