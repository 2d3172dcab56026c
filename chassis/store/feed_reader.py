"""Reading the feed: published events in their order, from any position on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from chassis.store.writes import Backend, Document

RELAY = "relay"
MOST_SCANNED = 5000
MOST_PAGES = 100
WITHIN_REACH = 5000


@dataclass(frozen=True)
class Slice:
    """Part of the feed: events with their positions, and the position to go on from."""

    items: list[dict[str, Any]]
    next: int


def feed_slice(
    backend: Backend, after: int, limit: int, wanted: Callable[[dict[str, Any]], bool]
) -> Slice:
    """Give up to `limit` wanted events after a position; `next` also passes what was not wanted."""
    items: list[dict[str, Any]] = []
    position, scanned = after, 0
    for page in pages_after(backend, after, MOST_PAGES):
        for at, event in _numbered(page, after):
            position = at
            scanned += 1
            if wanted(event):
                items.append({"position": position, "event": orjson.Fragment(bytes(event["body"]))})
            if len(items) == limit or scanned == MOST_SCANNED:
                return Slice(items, position)
    return Slice(items, position)


def pages_after(backend: Backend, position: int, most: int) -> list[Document]:
    """Give the published pages after a position, the earliest first.

    Positions follow each other, so the next pages end soon after. The embedded database reads all
    that is asked for, however few are wanted of it: asked for the whole history it reads that.
    """
    near = {"$gt": position, "$lte": position + WITHIN_REACH}
    return _ending(backend, near, most) or _ending(backend, {"$gt": position}, most)


def _ending(backend: Backend, end: dict[str, int], most: int) -> list[Document]:
    return backend.search("events", {"state": "published", "end": end}, [("end", 1)], most)


def _numbered(page: dict[str, Any], after: int) -> list[tuple[int, dict[str, Any]]]:
    first = page["position"] + 1
    numbered = enumerate(page["events"], first)
    return [(position, event) for position, event in numbered if position > after]


def published_counts(backend: Backend) -> dict[str, int]:
    """Count the published events by type, without looking at them."""
    rows = backend.fetch("leases", [RELAY])
    counts: dict[str, int] = rows[0].get("counts", {}) if rows else {}
    return {key.replace("/", "."): count for key, count in sorted(counts.items())}


def pending_pages(backend: Backend, most: int) -> int:
    """Count commits whose events are not published yet, up to `most`."""
    return len(backend.search("events", {"state": "pending"}, [("_id", 1)], most))
