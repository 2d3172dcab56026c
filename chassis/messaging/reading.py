"""From deliveries to events: what can be read goes on, what cannot is told with its reason."""

import time
from collections.abc import Sequence

from chassis.envelope import Decoder
from chassis.errors import Unreadable
from chassis.events import wire_type
from chassis.messaging.message import Delivery, Heard, Subscription

Poison = tuple[Delivery, Unreadable]
TURN = 20
DECODING = "decode"  # stands where the method would that failed
UNREADABLE = "unreadable"  # a message may call itself anything, so no type of its own is counted


class Reader:
    """Reads the messages one service subscribed to."""

    def __init__(self, heard: Sequence[Subscription], *, largest: int) -> None:
        """Take the subscriptions, and the largest body in bytes."""
        self._subscriptions = {wire_type(one.reads): one for one in heard}
        readers = {name: one.reads for name, one in self._subscriptions.items()}
        self._decoder = Decoder(readers, largest=largest)

    def __bool__(self) -> bool:
        """Tell whether the service hears anything at all."""
        return bool(self._subscriptions)

    def read(self, batch: Sequence[Delivery]) -> tuple[list[Heard], list[Poison]]:
        """Part a batch into what can be folded and what cannot be read here."""
        heard: list[Heard] = []
        poison: list[Poison] = []
        for number, delivery in enumerate(batch):
            if number % TURN == 0:
                time.sleep(0)  # another batch may be on its way to the database meanwhile
            try:
                heard.append(self.one(delivery))
            except Unreadable as error:
                poison.append((delivery, error))
        return heard, poison

    def one(self, delivery: Delivery) -> Heard:
        """Read one message, or raise `Unreadable`."""
        event = self._decoder.decode(delivery.body, delivery.content_type)
        return Heard(event, self._subscriptions[event.meta.type], delivery)
