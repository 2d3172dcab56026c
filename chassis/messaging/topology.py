"""Exchanges, queues and bindings as plain values, and how a channel is told to declare them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EVENTS = "gongzhi.events"
INTAKE = "gongzhi.intake"
DEAD = "gongzhi.dlx"
RETRY = "gongzhi.retry"
DELIVERY_LIMIT = 50
NEVER_DROPPED = 1_000_000  # looks at a dead letter before the broker lets it go; RabbitMQ 4 has 20
SHIPPED = Path(__file__).parents[2] / "deploy" / "rabbitmq" / "topology.json"


@dataclass(frozen=True)
class Queue:
    """A quorum queue, what it is bound to, and its arguments beside those every queue has."""

    name: str
    bindings: tuple[tuple[str, str], ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Topology:
    """What must exist on the broker before anything is published."""

    exchanges: tuple[tuple[str, str], ...]
    queues: tuple[Queue, ...]


def queue_name(service: str, purpose: str = "events") -> str:
    """Name the queue a service takes messages from; independent of any Python name."""
    return f"gongzhi.{service}.{purpose}"


def dead_letters(service: str) -> str:
    """Name the queue where a service's dead letters lie."""
    return f"gongzhi.dead.{service}"


def retry_exchange(seconds: float) -> str:
    """Name the exchange whose queue holds messages for so many seconds."""
    return f"{RETRY}.{seconds:g}s"


def topology(listeners: Mapping[str, Iterable[str]], ladder: Iterable[float]) -> Topology:
    """Lay out everything for services and the keys they listen to, and the steps of retrying."""
    steps = tuple(ladder)
    exchanges = [(EVENTS, "topic"), (INTAKE, "topic"), (DEAD, "direct")]
    exchanges += [(retry_exchange(seconds), "fanout") for seconds in steps]
    queues = [_step(seconds) for seconds in steps]
    for service, keys in sorted(listeners.items()):
        queues += [_dead(service), _inbound(service, sorted(keys))]
    return Topology(tuple(exchanges), tuple(queues))


def _inbound(service: str, keys: list[str]) -> Queue:
    arguments = {
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": service,
        "x-dead-letter-strategy": "at-least-once",
        "x-delivery-limit": DELIVERY_LIMIT,
    }
    return Queue(queue_name(service), tuple((EVENTS, key) for key in keys), arguments)


def _dead(service: str) -> Queue:
    limit = {"x-delivery-limit": NEVER_DROPPED}
    return Queue(dead_letters(service), ((DEAD, service),), limit)


def _step(seconds: float) -> Queue:
    """Hold a message for a while, then send it home: its routing key is the queue it came from."""
    arguments = {
        "x-message-ttl": int(seconds * 1000),
        "x-dead-letter-exchange": "",
        "x-dead-letter-strategy": "at-least-once",
    }
    name = retry_exchange(seconds)
    return Queue(name, ((name, ""),), arguments)


def shipped_listeners(path: Path = SHIPPED) -> dict[str, list[str]]:
    """Read who listens to what from the file made of all services, {} where it is not shipped.

    Whichever service starts first declares the queues of all, so that nothing it publishes
    passes by a sibling that was never started.
    """
    if not path.exists():
        return {}
    listeners: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))["listeners"]
    return listeners


def declare(channel: Any, wanted: Topology) -> None:
    """Make a topology exist; what differs from what is there is an error of the channel."""
    for name, kind in wanted.exchanges:
        channel.exchange_declare(name, kind, durable=True, auto_delete=False)
    for queue in wanted.queues:
        arguments = {"x-queue-type": "quorum", "x-overflow": "reject-publish", **queue.arguments}
        channel.queue_declare(queue.name, durable=True, auto_delete=False, arguments=arguments)
        for exchange, key in queue.bindings:
            channel.queue_bind(queue.name, exchange, key)
