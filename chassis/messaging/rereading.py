"""Reading a message that was set aside before, as a dependency of a worker."""

from typing import TYPE_CHECKING, Any, overload

from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.messaging.reading import Reader
from chassis.subscribing import subscriptions


class MessagesOfService(DependencyProvider):
    """Gives a worker the reader of its service's messages, the same that its consumer has."""

    def setup(self) -> None:
        """Make the reader."""
        settings: Settings = self.container.config["settings"]
        heard = subscriptions(self.container.service_cls)
        self._reader = Reader(heard, largest=settings.max_event_bytes)

    def get_dependency(self, _worker_ctx: Any) -> Reader:
        """Give the reader."""
        return self._reader

    def in_memory(self, service_cls: type) -> Reader:
        """Give tests the reader of a service."""
        return Reader(subscriptions(service_cls), largest=Settings().max_event_bytes)

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "MessagesOfService": ...
        @overload
        def __get__(self, service: object, owner: type) -> Reader: ...
        def __get__(self, service: object, owner: type) -> Any: ...
