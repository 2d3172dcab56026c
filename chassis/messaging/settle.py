"""What becomes of a message that could not be handled: later again, or the dead letters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.envelope import UnknownType
from chassis.errors import NotFound, Refused, Unreadable
from chassis.messaging.message import ATTEMPT, Delivery
from chassis.messaging.publisher import Outgoing
from chassis.messaging.topology import DEAD, queue_name, retry_exchange
from chassis.tracing import trace_id

LONGEST_DETAIL = 500
FIRST_AT = "x-first-at"


def reason(error: Exception) -> str:
    """Name why a message is set aside, from a closed set."""
    if isinstance(error, Unreadable):
        return error.reason
    if isinstance(error, NotFound):
        return "never-found"
    return "refused" if isinstance(error, Refused) else "handler-bug"


def comes_again(error: Exception, attempt: int, ladder: Sequence[float]) -> bool:
    """Tell whether trying later can help: only what may still arrive is waited for.

    What is not here yet may come, and where replicas of two versions run side by side, a newer one
    may take an event of a type that this one does not know. Handlers are pure, so a bug fails the
    same way next time and a refusal is an answer; both go straight to the dead letters, where a
    person sees them at once.
    """
    return isinstance(error, NotFound | UnknownType) and attempt < len(ladder)


def later(delivery: Delivery, service: str, ladder: Sequence[float], now: datetime) -> Outgoing:
    """Send a message to wait on its step of the ladder; from there it comes home by itself."""
    headers = delivery.headers | {ATTEMPT: delivery.attempt + 1}
    _remember_first(headers, delivery, now)
    step = retry_exchange(ladder[delivery.attempt])
    return Outgoing(step, queue_name(service), delivery.body, delivery.content_type, headers)


def dead(
    delivery: Delivery, service: str, error: Exception, handler: str, now: datetime
) -> Outgoing:
    """Set a message aside, byte for byte, with all that a person needs to judge it."""
    headers: dict[str, Any] = delivery.headers | {
        "x-reason": reason(error),
        "x-error": type(error).__name__,
        "x-detail": str(error)[:LONGEST_DETAIL],
        "x-handler": handler,
        "x-queue": queue_name(service),
        "x-trace": trace_id(str(delivery.headers.get("cloudEvents_traceparent", ""))),
        "x-dead-at": now.isoformat(),
        ATTEMPT: delivery.attempt,
    }
    _remember_first(headers, delivery, now)
    return Outgoing(DEAD, service, delivery.body, delivery.content_type, headers)


def _remember_first(headers: dict[str, Any], delivery: Delivery, now: datetime) -> None:
    """Keep when and under which key a message first came, through all its later tries."""
    headers.setdefault(FIRST_AT, now.isoformat())
    headers.setdefault("x-routing-key", delivery.key)
