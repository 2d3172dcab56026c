"""Events as they are kept: pages, one for each commit, each event ready to be sent."""

from collections.abc import Callable, Iterable

from chassis import events
from chassis.envelope import encode
from chassis.errors import Refused
from chassis.events import Event, Meta
from chassis.store.writes import Document

PAGE_BYTES = 4_000_000  # a document holds 16 MB at most
LARGEST_EVENT = 65_536  # what readers take; a larger one would end among the dead letters of all


def pages_of(recorded: Iterable[tuple[Event, Meta]], new_id: Callable[[], str]) -> list[Document]:
    """Write events into as few pages as their size allows, in order."""
    pages: list[Document] = []
    size = PAGE_BYTES
    for event, meta in recorded:
        body = _checked(encode(event, meta), meta)
        if size + len(body) > PAGE_BYTES:
            pages.append({"_id": new_id(), "state": "pending", "position": None, "events": []})
            size = 0
        size += len(body)
        pages[-1]["events"].append(_entry(event, meta, body))
    return pages


def _checked(body: bytes, meta: Meta) -> bytes:
    if len(body) > LARGEST_EVENT:
        raise Refused(
            "event-too-large",
            f"{meta.type} would be {len(body)} bytes, {LARGEST_EVENT} at most: send less at a time",
            f"{meta.type} 将达 {len(body)} 字节，最多 {LARGEST_EVENT} 字节：请分次提交",
        )
    return body


def _entry(event: Event, meta: Meta, body: bytes) -> Document:
    return {
        "id": meta.id,
        "type": meta.type,
        "key": events.routing_key(event),
        "division": meta.division,
        "subject": meta.subject,
        "body": body,
    }
