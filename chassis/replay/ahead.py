"""Reading on while what was read is being worked on."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import eventlet
from eventlet.queue import LightQueue

Part = TypeVar("Part")
END: Any = object()


def ahead(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Give the parts in order, and read up to `most` of them before they are asked for."""
    ready: LightQueue = LightQueue(most)
    reader = eventlet.spawn(_read, parts, ready)
    try:
        while True:
            part, error = ready.get()
            if error is not None:
                raise error
            if part is END:
                return
            yield part
    finally:
        reader.kill()


def _read(parts: Iterable[Any], ready: LightQueue) -> None:
    try:
        for part in parts:
            ready.put((part, None))
        ready.put((END, None))
    except Exception as error:  # noqa: BLE001 - raised where it is waited for
        ready.put((END, error))
