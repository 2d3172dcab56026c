"""CloudEvents 1.0 in structured JSON, attributes mirrored as headers: our AMQP 0-9-1 profile.

The official AMQP binding is for AMQP 1.0. RabbitMQ turns 0-9-1 headers into AMQP 1.0 application
properties, so consumers of either protocol find the attributes where they expect them.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import fastjsonschema
import orjson
from cattrs import Converter

from chassis import events
from chassis.errors import Unreadable
from chassis.events import Event, Inbound, Meta
from chassis.json_schemas import json_schema
from chassis.remembered import remembered

CONTENT_TYPE = "application/cloudevents+json"
MIRRORED = (
    "specversion", "id", "source", "type", "subject", "time", "division",
    "partitionkey", "sequence", "correlationid", "causationid", "traceparent",
)  # fmt: skip
META_NAMES = {
    "id": "id",
    "type": "type",
    "subject": "subject",
    "division": "division",
    "sequence": "sequence",
    "correlation_id": "correlationid",
    "causation_id": "causationid",
    "traceparent": "traceparent",
}


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot travel in an event")


def encode(event: Event, meta: Meta) -> bytes:
    """Write an event as the bytes every reader gets: queue, webhook and feed alike."""
    kind = type(event)
    return orjson.dumps(
        {
            "specversion": "1.0",
            "id": meta.id,
            "source": f"/{events.VENDOR}/{events.producer(kind)}",
            "type": meta.type,
            "subject": meta.subject,
            "time": meta.time,
            "datacontenttype": "application/json",
            "dataschema": f"urn:{events.VENDOR}:schema:{meta.type}",
            "division": meta.division,
            "partitionkey": meta.subject,
            "sequence": meta.sequence,
            "correlationid": meta.correlation_id,
            "causationid": meta.causation_id,
            "traceparent": meta.traceparent,
            "data": event,
        },
        default=_plain,
        option=orjson.OPT_UTC_Z,
    )


def headers_of(body: bytes) -> dict[str, str]:
    """Mirror the attributes of an encoded event as message headers."""
    envelope = orjson.loads(body)
    return {f"cloudEvents_{name}": envelope[name] for name in MIRRORED if envelope.get(name)}


class UnknownType(Unreadable):
    """An event of a type, or a version of one, that is not heard here; a newer replica may."""

    def __init__(self, meta: Meta) -> None:
        """Keep what the envelope says: where order counts, the event holds its place by it."""
        super().__init__("unknown-type", meta.type[:200])
        self.meta = meta


class Decoder:
    """Reads what comes in, for the message classes that one service declared."""

    def __init__(self, readers: Mapping[str, type[Inbound]], *, largest: int) -> None:
        """Take the readers by wire type and the largest body in bytes."""
        self._readers = dict(readers)
        self._largest = largest

    def decode(self, body: bytes, content_type: str) -> Inbound:
        """Read one message, or raise `Unreadable` with the reason it goes to the dead letters."""
        if len(body) > self._largest:
            raise Unreadable("too-large", f"{len(body)} bytes, {self._largest} at most")
        if not content_type.startswith(CONTENT_TYPE):
            raise Unreadable("wrong-content-type", content_type or "none given")
        envelope = _parsed(body)
        reader = self._readers.get(envelope["type"])
        if reader is None:
            raise UnknownType(_meta(envelope))
        return _read(reader, envelope)


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        envelope = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Unreadable("undecodable", str(error)) from error
    if not isinstance(envelope, dict):
        raise Unreadable("schema-invalid", "the envelope is not an object")
    try:
        _check_envelope(envelope)
    except fastjsonschema.JsonSchemaValueException as error:
        raise Unreadable("schema-invalid", error.message) from error
    return envelope


ENVELOPE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "time", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "minLength": 1, "maxLength": 128},
        "source": {"type": "string", "minLength": 1},
        "type": {"type": "string", "minLength": 1},
        "time": {"type": "string"},
        "data": {"type": "object"},
    }
    | {
        name: {"type": "string"}
        for name in ("subject", "division", "sequence", "correlationid", "causationid")
    },
}
_check_envelope = fastjsonschema.compile(ENVELOPE_SCHEMA)


def _read(reader: type[Inbound], envelope: dict[str, Any]) -> Inbound:
    content = envelope["data"]
    try:
        _checker(reader)(content)
        meta = _meta(envelope)
        message: Inbound = _reading.structure({**content, "meta": meta}, reader)
    except fastjsonschema.JsonSchemaValueException as error:
        raise Unreadable("schema-invalid", error.message) from error
    except (ValueError, TypeError, OverflowError) as error:
        raise Unreadable("schema-invalid", str(error)) from error
    return message


def _meta(envelope: dict[str, Any]) -> Meta:
    told = {ours: envelope.get(theirs) or "" for ours, theirs in META_NAMES.items()}
    try:
        return Meta(time=_aware(envelope["time"], datetime), **told)
    except (ValueError, OverflowError) as error:
        raise Unreadable("schema-invalid", f"time: {error}") from error


@remembered
def _checker(reader: type[Inbound]) -> Any:
    return fastjsonschema.compile(json_schema(reader), use_formats=False)


def _aware(text: Any, _kind: Any) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return moment.astimezone(UTC)


def _day(text: Any, _kind: Any) -> date:
    return date.fromisoformat(text)


_reading = Converter(detailed_validation=False)
_reading.register_structure_hook(datetime, _aware)
_reading.register_structure_hook(date, _day)
_reading.register_structure_hook(Meta, lambda meta, _kind: meta)
