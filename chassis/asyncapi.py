"""The AsyncAPI document of a service, derived from its message classes."""

from typing import Any

from chassis import events
from chassis.contracts import contract_of
from chassis.envelope import CONTENT_TYPE, ENVELOPE_SCHEMA
from chassis.events import Event, Inbound
from chassis.json_schemas import json_schema
from chassis.messaging.topology import EVENTS, queue_name
from chassis.remembered import remembered

ASYNCAPI = "3.0.0"
BINDING = "0.3.0"


@remembered
def asyncapi_document(service_cls: Any) -> dict[str, Any]:
    """Describe what a service sends and receives, with the schema of every message."""
    contract = contract_of(service_cls)
    sent = {events.wire_type(m): message(m) for m in contract.announces}
    received = {events.wire_type(m): message(m) for m in contract.hears}
    return {
        "asyncapi": ASYNCAPI,
        "info": {
            "title": f"Events of {contract.service}",
            "version": "1",
            "description": (service_cls.__doc__ or "").strip(),
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {
            "announced": _exchange(sent),
            "heard": _queue(contract.service, received),
        },
        "operations": _operations(sent, received),
        "components": {"messages": sent | received},
    }


def message(kind: type[Event] | type[Inbound]) -> dict[str, Any]:
    """Describe one message: its envelope, its content and an example."""
    wire_type = events.wire_type(kind)
    payload = {
        **ENVELOPE_SCHEMA,
        "properties": ENVELOPE_SCHEMA["properties"]
        | {"type": {"const": wire_type}, "data": json_schema(kind)},
    }
    return {
        "name": wire_type,
        "title": kind.__name__,
        "summary": (kind.__doc__ or "").strip(),
        "contentType": CONTENT_TYPE,
        "payload": payload,
        "examples": [{"payload": {"type": wire_type, "data": events.sample(kind)}}],
    }


def _exchange(messages: dict[str, Any]) -> dict[str, Any]:
    exchange = {"name": EVENTS, "type": "topic", "durable": True, "autoDelete": False}
    binding = {"is": "routingKey", "exchange": exchange, "bindingVersion": BINDING}
    return {
        "address": EVENTS,
        "description": "Routing key: <service>.<fact>.v<n>.<division, level by level>.",
        "messages": _references(messages),
        "bindings": {"amqp": binding},
    }


def _queue(service: str, messages: dict[str, Any]) -> dict[str, Any]:
    queue = {"name": queue_name(service), "durable": True, "exclusive": False, "autoDelete": False}
    binding = {"is": "queue", "queue": queue, "bindingVersion": BINDING}
    return {
        "address": queue_name(service),
        "messages": _references(messages),
        "bindings": {"amqp": binding},
    }


def _references(messages: dict[str, Any]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/messages/{name}"} for name in messages}


def _operations(sent: dict[str, Any], received: dict[str, Any]) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    if sent:
        operations["announce"] = {"action": "send", "channel": {"$ref": "#/channels/announced"}}
    if received:
        operations["hear"] = {"action": "receive", "channel": {"$ref": "#/channels/heard"}}
    return operations
