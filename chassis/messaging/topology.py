"""Exchanges, queues and bindings as plain values, and how a channel is told to declare them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

EVENTS = "gongzhi.events"
INTAKE = "gongzhi.intake"
DEAD = "gongzhi.dlx"
RETRY = "gongzhi.retry"
DELIVERY_LIMIT = 50
SHARDS = 4  # another number sends an aggregate to another queue: empty the queues before
HASHED = "cloudEvents_partitionkey"
NEVER_DROPPED = 1_000_000  # looks at a dead letter before the broker lets it go; RabbitMQ 4 has 20


@dataclass(frozen=True)
class Exchange:
    """Where messages are published to."""

    name: str
    type: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Queue:
    """Where messages wait to be taken."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Binding:
    """Which messages of an exchange go on to a queue, or to another exchange."""

    source: str
    destination: str
    routing_key: str
    to: str = "queue"


@dataclass(frozen=True)
class Topology:
    """What must exist on the broker before anything is published."""

    exchanges: tuple[Exchange, ...] = ()
    queues: tuple[Queue, ...] = ()
    bindings: tuple[Binding, ...] = ()

    def __add__(self, other: "Topology") -> "Topology":
        """Lay out both; where both name the same thing, as the other says."""
        return Topology(
            tuple({one.name: one for one in (*self.exchanges, *other.exchanges)}.values()),
            tuple({one.name: one for one in (*self.queues, *other.queues)}.values()),
            tuple(dict.fromkeys((*self.bindings, *other.bindings))),
        )


def queue_name(service: str, purpose: str = "events") -> str:
    """Name the queue a service takes messages from; independent of any Python name."""
    return f"gongzhi.{service}.{purpose}"


def shards(service: str) -> list[str]:
    """Name the queues a service takes in order; all events of one aggregate go to one of them."""
    return [f"{hashing(service)}.{number}" for number in range(SHARDS)]


def hashing(service: str) -> str:
    """Name the exchange that parts a service's events in order by their aggregate."""
    return queue_name(service, "ordered")


def dead_letters(service: str) -> str:
    """Name the queue where a service's dead letters lie."""
    return f"gongzhi.dead.{service}"


def retry_exchange(seconds: float) -> str:
    """Name the exchange whose queue holds messages for so many seconds."""
    return f"{RETRY}.{seconds:g}s"


def topology(
    listeners: Mapping[str, Iterable[str]],
    ladder: Iterable[float],
    in_order: Mapping[str, Iterable[str]] | None = None,
) -> Topology:
    """Lay out everything for services and the keys they listen to, and the steps of retrying."""
    laid_out = Topology((Exchange(EVENTS, "topic"), Exchange(INTAKE, "topic")))
    laid_out += Topology((Exchange(DEAD, "direct"),))
    for seconds in ladder:
        laid_out += _step(seconds)
    for service, keys in sorted(listeners.items()):
        laid_out += _dead(service) + _inbound(service, sorted(keys))
    for service, keys in sorted((in_order or {}).items()):
        laid_out += _ordered(service, sorted(keys))
    return laid_out


def _quorum(name: str, more: Mapping[str, Any]) -> Queue:
    """Keep messages on several nodes, and refuse rather than drop."""
    return Queue(name, {"x-queue-type": "quorum", "x-overflow": "reject-publish", **more})


def _inbound(service: str, keys: list[str]) -> Topology:
    name = queue_name(service)
    bindings = tuple(Binding(EVENTS, name, key) for key in keys)
    return Topology(queues=(_quorum(name, _taken_by(service)),), bindings=bindings)


def _taken_by(service: str) -> dict[str, Any]:
    return {
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": service,
        "x-dead-letter-strategy": "at-least-once",
        "x-delivery-limit": DELIVERY_LIMIT,
    }


def _ordered(service: str, keys: list[str]) -> Topology:
    """Part what is heard in order by aggregate; each part is one replica's at a time."""
    if not keys:
        return Topology()
    exchange = Exchange(hashing(service), "x-consistent-hash", {"hash-header": HASHED})
    arguments = _taken_by(service) | {"x-single-active-consumer": True}
    heard = tuple(Binding(EVENTS, exchange.name, key, "exchange") for key in keys)
    parts = tuple(Binding(exchange.name, name, "1") for name in shards(service))
    queues = tuple(_quorum(name, arguments) for name in shards(service))
    return Topology((exchange,), queues, heard + parts)


def _dead(service: str) -> Topology:
    queue = _quorum(dead_letters(service), {"x-delivery-limit": NEVER_DROPPED})
    return Topology(queues=(queue,), bindings=(Binding(DEAD, queue.name, service),))


def _step(seconds: float) -> Topology:
    """Hold a message for a while, then send it home: its routing key is the queue it came from."""
    arguments = {
        "x-message-ttl": int(seconds * 1000),
        "x-dead-letter-exchange": "",
        "x-dead-letter-strategy": "at-least-once",
    }
    name = retry_exchange(seconds)
    exchange, queue = Exchange(name, "fanout"), _quorum(name, arguments)
    return Topology((exchange,), (queue,), (Binding(name, name, ""),))


def declare(channel: Any, wanted: Topology) -> None:
    """Make a topology exist; what differs from what is there is an error of the channel."""
    for exchange in wanted.exchanges:
        channel.exchange_declare(
            exchange.name,
            exchange.type,
            durable=True,
            auto_delete=False,
            arguments=dict(exchange.arguments),
        )
    for queue in wanted.queues:
        channel.queue_declare(
            queue.name, durable=True, auto_delete=False, arguments=dict(queue.arguments)
        )
    for binding in wanted.bindings:
        bind = channel.queue_bind if binding.to == "queue" else channel.exchange_bind
        bind(binding.destination, binding.source, binding.routing_key)
