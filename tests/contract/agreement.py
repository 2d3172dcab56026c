"""All services and every message between them, for tests to be run on each."""

from typing import Any

from chassis import events
from chassis.contracts import Contract, contracts
from chassis.envelope import encode
from chassis.events import Event, Inbound, Meta

AGREED: list[Contract] = contracts()
ANNOUNCED = {events.wire_type(event): event for one in AGREED for event in one.announces}
HEARD: list[tuple[str, type[Inbound]]] = [
    (one.service, reads) for one in AGREED for reads in one.hears
]
NAMES = [f"{service} hears {events.wire_type(reads)}" for service, reads in HEARD]


def sample_of(event: type[Event]) -> Event:
    """Make an event of the samples that its author gave for its fields."""
    return event(**{f.name: f.metadata["sample"] for f in events.content_fields(event)})


def bytes_of(event: Event) -> bytes:
    """Write an event as the relay would send it."""
    meta = Meta("e1", events.wire_type(type(event)), subject="s", division="440605")
    return encode(event, meta)


def told(message: Any) -> dict[str, Any]:
    """Give the content of a message by field."""
    return {f.name: getattr(message, f.name) for f in events.content_fields(type(message))}
