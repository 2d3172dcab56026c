"""One message as an item of a batch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chassis.events import Inbound
from chassis.store.unit import Cause
from chassis.work.items import Item

ATTEMPT = "x-attempt"
GIVEN_BACK = "x-delivery-count"
MOST_TRIES = 1000  # a header that says more was not written by us


@dataclass(frozen=True)
class Subscription:
    """Which event a method of a service hears, and which states it will want."""

    reads: type[Inbound]
    method: str
    loads: dict[str, tuple[str, ...]]
    ordered: bool = False


@dataclass(frozen=True)
class Delivery:
    """A message as the broker handed it over."""

    tag: int
    body: bytes
    content_type: str
    headers: dict[str, Any]
    key: str

    @property
    def attempt(self) -> int:
        """Count the tries before this one; in our own header, as brokers reset theirs."""
        said = self.headers.get(ATTEMPT, 0)
        return said if isinstance(said, int) and 0 <= said <= MOST_TRIES else 0

    @property
    def given_back(self) -> int:
        """Count how often the broker had it back from one who died or fell silent with it."""
        said = self.headers.get(GIVEN_BACK, 0)
        return said if isinstance(said, int) else 0


def guard_of(event_id: str) -> str:
    """Name the inbox row that says an event took effect."""
    return f"event:{event_id}"


class Heard(Item):
    """An event that was heard, and the method of the service that hears it."""

    def __init__(
        self, event: Inbound, subscription: Subscription, delivery: Delivery | None
    ) -> None:
        """Guard by the event's id: it takes effect once, however often it is delivered."""
        self.event = event
        self.subscription = subscription
        self.delivery = delivery
        self.guard = guard_of(event.meta.id)
        self.cause = Cause(
            event.meta.correlation_id or event.meta.id, event.meta.id, event.meta.traceparent
        )

    @property
    def kind(self) -> str:
        """Name the type of the event to those who count: one of those the service hears."""
        return self.event.meta.type

    def apply(self, service: Any) -> None:
        """Let the service's method hear the event."""
        hear: Callable[[Inbound], None] = getattr(service, self.subscription.method)
        hear(self.event)

    def wanted(self) -> dict[str, list[str]]:
        """Name the states the subscription says it will want."""
        return {
            attribute: _identities(self.event, names)
            for attribute, names in self.subscription.loads.items()
        }


def _identities(event: Inbound, names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for name in names:
        value = event.meta.id if name == "meta.id" else getattr(event, name)
        found.extend(value if isinstance(value, list | tuple) else [value])
    return [identity for identity in found if identity]
