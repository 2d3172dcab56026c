"""Many items through a bulk endpoint: cut to size, sent under keys of their content."""

import hashlib
import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from gongzhi.api import TRIES, TRY_AGAIN, Api

MOST_ITEMS = 500
MOST_BYTES = 900_000
PAUSE_SECONDS = 0.5

Chunk = list[dict[str, Any]]
Progress = Callable[[int], None]
Piece = TypeVar("Piece")
Made = TypeVar("Made")


@dataclass
class BulkReport:
    """What became of the items: bodies in order (None where refused), and every refusal."""

    bodies: list[dict[str, Any] | None] = field(default_factory=list)
    refused: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    repeated: int = 0

    @property
    def done(self) -> int:
        """Count what took effect, now or when the same was sent before."""
        return len(self.bodies) - len(self.refused)

    def add(self, answer: dict[str, Any]) -> None:
        """Add the answer to one request."""
        for told in answer["items"]:
            if "problem" in told:
                self.refused.append((len(self.bodies), told["problem"]))
            self.bodies.append(told.get("body"))
        self.repeated += answer["counts"].get("repeated", 0)


def send(
    api: Api,
    service: str,
    path: str,
    items: Iterable[dict[str, Any]],
    *,
    progress: Progress = lambda _count: None,
    together: int = 1,
) -> BulkReport:
    """Send items to `path`; the same items again change nothing, as their key is their content.

    With `together` above one, so many requests are under way at a time: for items that do not
    depend on each other.
    """
    report = BulkReport()
    send_one = partial(settle, api, service, path)
    for answer in in_turn(send_one, _chunks(items), together=together):
        report.add(answer)
        progress(len(answer["items"]))
    return report


def in_turn(
    make: Callable[[Piece], Made], pieces: Iterable[Piece], *, together: int
) -> Iterator[Made]:
    """Make something of every piece, so many at a time, and give it in the order of the pieces.

    No more pieces are taken than are under way, so that memory does not grow with their number.
    """
    under_way: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(together) as pool:
        for piece in pieces:
            under_way.append(pool.submit(make, piece))
            if len(under_way) > together:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def key_of(service: str, path: str, content: Any) -> str:
    """Make the key of some content: the same content has the same key."""
    told = json.dumps([service, path, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def settle(
    api: Api, service: str, path: str, chunk: Chunk, *, language: str = ""
) -> dict[str, Any]:
    """Send until every item is settled: those that were keep their answer under the same key."""
    key, body = key_of(service, path, chunk), {"items": chunk}
    for _ in range(TRIES):
        answer: dict[str, Any] = api.post(service, f"{path}/bulk", body, key=key, language=language)
        statuses = Counter(told["status"] for told in answer["items"])
        if not TRY_AGAIN & statuses.keys():
            break
        time.sleep(PAUSE_SECONDS)
    return answer


def _chunks(items: Iterable[dict[str, Any]]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for item in items:
        length = len(json.dumps(item, ensure_ascii=False).encode()) + 2
        if chunk and (len(chunk) == MOST_ITEMS or size + length > MOST_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += length
    if chunk:
        yield chunk
