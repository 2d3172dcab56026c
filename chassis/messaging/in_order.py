"""The way in for events whose order counts: shards of one active consumer each.

    shards -> decode -> behind what is held back, or fold and commit -> hold back, set aside or ack

The broker gives a shard to one replica at a time, and to the next what the last did not
acknowledge, in order. So what is held back is not acknowledged, and nothing of it is kept here
that could be lost.
"""

import time

from chassis.envelope import UnknownType
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.consumer import Batches
from chassis.messaging.lines import InLine, Lines, Stranger
from chassis.messaging.message import Delivery, Heard, Subscription
from chassis.messaging.reading import Poison
from chassis.messaging.suspects import SUSPECT_AFTER
from chassis.messaging.topology import shards


class InOrder(Batches):
    """Takes from the shards of a service, and lets no event overtake one about the same thing."""

    purpose = "ordered"

    def setup(self) -> None:
        """Hold nothing back yet."""
        super().setup()
        self._lines = Lines(self.settings.retry_ladder_seconds)

    def heard(self) -> list[Subscription]:
        """Only what is heard in order."""
        return [one for one in super().heard() if one.ordered]

    def ladder(self) -> list[int]:
        """What failed is held here, never sent to wait elsewhere: others would overtake it."""
        return []

    def inflow(self) -> Inflow:
        """Take from all shards; the broker says which of them are this replica's."""
        return Inflow(
            self.settings,
            *shards(self.service),
            purpose=self.purpose,
            window=2 * self.settings.batch_size,
        )

    def _connect(self) -> None:
        self._lines.clear()
        super()._connect()

    def _consume(self) -> None:
        """Take until told to stop, then leave the rest to the next.

        Whoever cancels a consumer hands its shard on while it still works on it: so this one leaves
        at once, between two batches.
        """
        while not (self._stopping or self._inflow.lost):
            self._take_one_batch()

    def _is_due(self) -> bool:
        return self._lines.due(time.monotonic())

    def _watch_load(self, _batch: list[Delivery]) -> None:
        self.metrics.held_back.set(len(self._lines))

    def _take_turns(self, batch: list[Delivery]) -> None:
        """Handle a batch as one; one by one where some may be what kills whoever takes them."""
        alone = any(one.given_back >= SUSPECT_AFTER for one in batch)
        for turn in [[one] for one in batch] if alone else [batch]:
            self._handle(turn)

    def _handle(self, batch: list[Delivery]) -> None:
        fault_point("receive-before-fold")
        began = time.monotonic()
        fresh, poison = self._read(batch)
        tried = self._lines.admit(fresh, time.monotonic())
        if tried:
            self._fold(list[Heard](tried))
        done, aside = self._lines.settle(tried, time.monotonic())
        self._tell(tried, aside)
        sent_on = self._settler.sent_on(list[Heard]([*done, *aside]), poison)
        if sent_on:
            self._publisher.publish(sent_on)
        fault_point("commit-before-ack")
        settled = [one.delivery for one in (*done, *aside) if one.delivery]
        self._inflow.acknowledge_each([*settled, *(delivery for delivery, _ in poison)])
        self._measure(len(batch), began)

    def _read(self, batch: list[Delivery]) -> tuple[list[InLine], list[Poison]]:
        """Read a batch; what a newer replica may know holds its place in line, as what failed."""
        heard, unread = self._reader.read(batch)
        fresh = [InLine(one.event, one.subscription, one.delivery) for one in heard]
        poison: list[Poison] = []
        for delivery, error in unread:
            if isinstance(error, UnknownType):
                fresh.append(Stranger(delivery, error))
            else:
                poison.append((delivery, error))
        return fresh, poison

    def _tell(self, tried: list[InLine], aside: list[InLine]) -> None:
        """Say of what failed that it is held back; what is behind it fails for no other reason."""
        for one in tried:
            first = one.before is None or one.before.error is None
            if one.error is not None and first and one not in aside:
                self.log.warning(
                    "held-back",
                    held=one.event.meta.id,
                    about=one.aggregate,
                    error=str(one.error)[:300],
                    tries=one.tries,
                )


in_order = InOrder.decorator
