"""Reading on while what was read is being worked on."""

import threading
from collections.abc import Iterable, Iterator
from queue import Queue
from typing import Any, TypeVar

Part = TypeVar("Part")
END: Any = object()


def ahead(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Give the parts in order; a thread reads up to `most` of them before they are asked for."""
    ready: Queue[tuple[Any, Exception | None]] = Queue(most)
    over = threading.Event()
    threading.Thread(target=_read, args=(parts, ready, over), daemon=True).start()
    try:
        while True:
            part, error = ready.get()
            if error is not None:
                raise error
            if part is END:
                return
            yield part
    finally:
        over.set()
        while not ready.empty():  # lets the reader go, which may wait for room
            ready.get_nowait()


def _read(parts: Iterable[Any], ready: Queue[Any], over: threading.Event) -> None:
    try:
        for part in parts:
            ready.put((part, None))
            if over.is_set():
                return
        ready.put((END, None))
    except Exception as error:  # noqa: BLE001 - raised where it is waited for
        ready.put((END, error))
