"""What there is to see of something that is followed, at one moment."""

from dataclasses import dataclass
from typing import Any

EVENT_STREAM = "text/event-stream"


@dataclass(frozen=True)
class Seen:
    """A state, and the revision of what is stored that it was read from: the same on each replica.

    `over` says that nothing will change any more.
    """

    revision: str
    state: dict[str, Any]
    over: bool = False
