"""Many items through a bulk endpoint: cut to size, sent under keys of their content."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from gongzhi.api import Api

MOST_ITEMS = 500


@dataclass
class BulkReport:
    """What became of the items: bodies in order (None where refused), and every refusal."""

    bodies: list[dict[str, Any] | None] = field(default_factory=list)
    refused: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Count what took effect, now or when the same was sent before."""
        return len(self.bodies) - len(self.refused)


def send(
    api: Api,
    service: str,
    path: str,
    items: Iterable[dict[str, Any]],
    *,
    progress: Callable[[int], None] = lambda _count: None,
) -> BulkReport:
    """Send items to `path`; the same items again change nothing, as their key is their content."""
    report = BulkReport()
    for chunk in _chunks(items):
        answer = api.post(service, path, {"items": chunk}, key=key_of(service, path, chunk))
        for told in answer["items"]:
            if "problem" in told:
                report.refused.append((len(report.bodies), told["problem"]))
            report.bodies.append(told.get("body"))
        progress(len(chunk))
    return report


def key_of(service: str, path: str, content: Any) -> str:
    """Make the key of some content: the same content has the same key."""
    told = json.dumps([service, path, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _chunks(items: Iterable[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    rest = iter(items)
    while chunk := list(islice(rest, MOST_ITEMS)):
        yield chunk
