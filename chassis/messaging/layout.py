"""The topology a service needs, declared before it takes or publishes anything."""

from collections.abc import Iterable

from nameko.extensions import SharedExtension

from chassis.config import Settings
from chassis.events import EVERY_PLACE, binding_key
from chassis.messaging.connection import deadline
from chassis.messaging.publisher import Publisher
from chassis.messaging.topology import declare, shipped_listeners, topology
from chassis.subscribing import subscriptions


class Layout(SharedExtension):
    """Knows the queues of all services from the shipped file, its own from the class."""

    def setup(self) -> None:
        """Put the topology together."""
        self._settings: Settings = self.container.config["settings"]
        listeners = shipped_listeners()
        heard = subscriptions(self.container.service_cls)
        listeners[self.container.service_name] = [binding_key(one.reads) for one in heard]
        self._heard = tuple(
            key.removesuffix(EVERY_PLACE) for keys in listeners.values() for key in keys
        )
        self._topology = topology(listeners, self._settings.retry_ladder_seconds)
        self._declared = False

    def ensure(self, publisher: Publisher) -> None:
        """Declare everything, the first time; raises `Unavailable`."""
        if self._declared:
            return
        channel = publisher.channel()
        with deadline(3 * self._settings.broker_deadline_seconds, channel.connection):
            declare(channel, self._topology)
        self._declared = True

    def missed(self, unheard: Iterable[str]) -> list[str]:
        """Give those of the keys nobody was bound to that somebody hears: a binding is missing."""
        return [key for key in unheard if key.startswith(self._heard)]

    def forget(self) -> None:
        """Declare everything again before the next use: what was there may be gone."""
        self._declared = False
