"""Messages as classes: declared once, and everything else about them is derived."""

import dataclasses
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from chassis.divisions import dotted
from chassis.remembered import remembered

VENDOR = "gongzhi"
EVERY_PLACE = "#"


def described(sample: Any, meaning: str, *, default: Any = dataclasses.MISSING) -> Any:
    """Declare a field with a sample of its value and what it means to a reader."""
    metadata = {"sample": sample, "meaning": meaning}
    if isinstance(default, list | dict | set):
        return field(default_factory=lambda: type(default)(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Event:
    """What a service announces; the first field is its subject, `division` is where it happened."""

    version: ClassVar[int] = 1


@dataclass(frozen=True)
class Meta:
    """What the envelope says of an event beside its content."""

    id: str = ""
    type: str = ""
    time: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    subject: str = ""
    division: str = ""
    sequence: str = ""
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """What a service reads of another's event: only the fields it needs, declared by the reader."""

    producer: ClassVar[str]
    version: ClassVar[int] = 1
    meta: Meta = field(default_factory=Meta, metadata={"envelope": True})


Message = type[Event] | type[Inbound]


@remembered
def fact(message: Message) -> str:
    """Name the fact as it stands on the wire: `SpaceVisited` is `space_visited`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", message.__name__).lower()


@remembered
def producer(message: Message) -> str:
    """Name the service that announces a message: as the class says, or by its package."""
    said = getattr(message, "producer", None)
    if said:
        return str(said)
    parts = message.__module__.split(".")
    if "events" not in parts[1:]:
        raise TypeError(f"{message.__module__}.{message.__name__} stands in no `events` module")
    return parts[parts.index("events") - 1]


@remembered
def wire_type(message: Message) -> str:
    """Give the CloudEvents type, e.g. `gongzhi.<service>.<fact>.v1`."""
    return f"{VENDOR}.{producer(message)}.{fact(message)}.v{message.version}"


@remembered
def _key_prefix(message: Message) -> str:
    return f"{producer(message)}.{fact(message)}.v{message.version}."


def binding_key(message: Message) -> str:
    """Give the key a queue is bound by to hear a message from everywhere."""
    return _key_prefix(message) + EVERY_PLACE


def routing_key(event: Event) -> str:
    """Give the key an event is published under; its place is spelled level by level.

    A topic exchange matches whole words only, so `440605.124.004` lets a town bind to its own
    events by `#.440605.124.#`, which `440605124004` would not.
    """
    return _key_prefix(type(event)) + dotted(division(event))


def division(event: Event) -> str:
    """Say where an event happened."""
    return str(getattr(event, "division"))  # noqa: B009 - every event declares it, the base cannot


@remembered
def _subject_name(message: type[Event]) -> str:
    return dataclasses.fields(message)[0].name


def subject(event: Event) -> str:
    """Say whom or what an event is about: the value of its first field."""
    return str(getattr(event, _subject_name(type(event))))


def content_fields(message: Message) -> list[dataclasses.Field[Any]]:
    """List the fields of a message that travel in its content, not in the envelope."""
    return [f for f in dataclasses.fields(message) if not f.metadata.get("envelope")]


def sample(message: Message) -> dict[str, Any]:
    """Give one example of a message's content, made of the samples of its fields."""
    return {f.name: f.metadata["sample"] for f in content_fields(message)}
