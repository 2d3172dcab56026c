"""Takes dead letters from their queue and keeps them in the database, where the desk has them.

The queue stays the way they travel: the broker itself sets aside there what killed its consumer
too often. A letter is acknowledged once it is kept, and known by its name when it comes again.
"""

import contextlib
import time
from typing import Any

from chassis.deadletters import counting
from chassis.deadletters.collecting import REASONS, identity_of, letter_of
from chassis.deadletters.letter import back_again
from chassis.errors import Unavailable
from chassis.faults import fault_point
from chassis.messaging.channel import Inflow
from chassis.messaging.intake import IDLE_SECONDS, LONGEST_PAUSE, SHORTEST_PAUSE, Intake
from chassis.messaging.message import Delivery
from chassis.messaging.publisher import Publisher
from chassis.messaging.topology import dead_letters
from chassis.ops.outage import Outage
from chassis.work.items import Item
from chassis.work.spawn import run_in_worker

AT_ONCE, WINDOW = 10, 20  # letters may be large
REST_SECONDS = 0.02
COUNT_SECONDS, COUNT_ALL_SECONDS = 10.0, 600.0


class Arrived(Item):
    """A dead letter that is to be kept, once however often it comes."""

    def __init__(self, delivery: Delivery) -> None:
        """Name it."""
        self.delivery = delivery
        self.name = identity_of(delivery)

    def apply(self, service: Any) -> None:
        """Keep it where it is not kept yet; open it again where it died since it was settled."""
        kept = service.dead_letters.find(self.name)
        died = letter_of(self.delivery, service.work.now)
        letter = back_again(kept, died) if kept else died
        if letter is not kept:
            service.open_letters.moved(kept, letter)
            service.dead_letters.save(letter)

    def wanted(self) -> dict[str, list[str]]:
        """Look whether it is kept, for all that arrived together in one query."""
        return {"dead_letters": [self.name]}


class Collector(Intake):
    """Empties the queue of a service's dead letters into its database, on every replica."""

    purpose = "collector"
    _count_at = _count_all_at = 0.0

    def inflow(self) -> Inflow:
        """Take from the queue of the service's dead letters."""
        queue = dead_letters(self.service)
        return Inflow(self.settings, queue, purpose=self.purpose, window=WINDOW)

    def setup(self) -> None:
        """Describe the connections; nothing is opened yet."""
        super().setup()
        self._declarer = Publisher(self.settings, "collector's topology")
        self._outage = Outage("collector-paused", "collector-resumed")

    def _connect(self) -> None:
        self.layout.ensure(self._declarer)
        self._declarer.close()  # nothing is ever published here
        super()._connect()

    def _take_one_batch(self) -> None:
        batch = self._inflow.collect(AT_ONCE, IDLE_SECONDS, REST_SECONDS)
        self._beat()
        if batch:
            self._keep([Arrived(delivery) for delivery in batch])
            fault_point("collect-before-ack")
            self._inflow.acknowledge(batch[-1])
            self.log.info("dead-letters-kept", count=len(batch))
        if batch or time.monotonic() >= self._count_at:
            with contextlib.suppress(Unavailable):
                self._count()

    def _keep(self, letters: list[Arrived]) -> None:
        """Keep letters; while the database is away hold them."""
        pause = SHORTEST_PAUSE
        while not self._kept(letters):
            self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        for letter in letters:
            if letter.error is not None:
                raise letter.error  # not acknowledged, so it is delivered again

    def _kept(self, letters: list[Arrived]) -> bool:
        try:
            run_in_worker(self.container, self, letters)
        except Unavailable as error:
            if self._inflow.lost or self._stopping:
                raise
            self._outage.goes_on(error)
            return False
        self._outage.is_over()
        return True

    def _count(self) -> None:
        """Tell how many letters are open, by reason; every replica tells the same."""
        now, mongo = time.monotonic(), self.database.backend
        if not mongo.prepared:
            return  # nothing was asked: the next turn looks again
        self._count_at = now + COUNT_SECONDS
        if now >= self._count_all_at and counting.count_all(mongo):
            self._count_all_at = now + COUNT_ALL_SECONDS
        found = counting.told(mongo)
        if found is not None:
            self.metrics.letters_open({reason: found.get(reason, 0) for reason in REASONS})


letters = Collector.decorator
