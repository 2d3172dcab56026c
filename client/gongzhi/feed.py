"""Reads the change feed of a service: what it announced, in order, from any position on."""

from collections.abc import Iterator
from typing import Any

from gongzhi.api import Api

MOST = 500


def read_feed(
    api: Api, service: str, *, after: int = 0, event_type: str = ""
) -> Iterator[dict[str, Any]]:
    """Give every event after a position, each with its own; ends where the feed ends today."""
    query: dict[str, Any] = {"limit": MOST} | ({"type": event_type} if event_type else {})
    while True:
        part = api.get(service, "/v1/feed", after=after, **query)
        yield from part["items"]
        if part["next"] == after:
            return
        after = part["next"]
