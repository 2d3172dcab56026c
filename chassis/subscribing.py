"""Declare on a method of a service which event it hears."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from chassis.events import Inbound
from chassis.members import members
from chassis.messaging.message import Subscription

DECLARED = "__subscription__"
Method = TypeVar("Method", bound=Callable[..., Any])


def subscribe(
    reads: type[Inbound],
    *,
    loads: Mapping[str, str | Sequence[str]] | None = None,
    ordered: bool = False,
) -> Callable[[Method], Method]:
    """Let a method hear an event; `loads` names the states it will want, for one query a batch.

    With `ordered`, events about the same thing are heard in the order they were announced in.
    """
    wanted = {a: (n,) if isinstance(n, str) else tuple(n) for a, n in (loads or {}).items()}

    def declare(method: Method) -> Method:
        setattr(method, DECLARED, Subscription(reads, method.__name__, wanted, ordered))
        return method

    return declare


def subscriptions(service_cls: type) -> list[Subscription]:
    """List what a service hears, as its class declares it; one method for each event."""
    methods = [m for _, m in members(service_cls, inspect.isfunction)]
    found: list[Subscription] = [
        getattr(method, DECLARED) for method in methods if hasattr(method, DECLARED)
    ]
    heard = [one.reads for one in found]
    twice = {reads.__name__ for reads in heard if heard.count(reads) > 1}
    if twice:
        raise TypeError(f"{service_cls.__name__} hears {', '.join(sorted(twice))} in two methods")
    return found
