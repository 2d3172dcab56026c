"""What is away is told once when it goes, and once when it is back with how long it took.

Whoever waits for a database or a broker tries again every few seconds; a line for each try buries
everything else that is in the log, on each replica and for each of its timers.
"""

import time
from typing import Any

from chassis.ops.logging import get_logger

LONGEST_ERROR = 300


class Outage:
    """Something one loop waits for; `about` tells which loop."""

    def __init__(self, gone: str, back: str, **about: Any) -> None:
        """Name the two lines of the log."""
        self._gone = gone
        self._back = back
        self._about = about
        self._since: float | None = None

    def goes_on(self, error: Exception) -> None:
        """Say that it is away and why, unless that was said."""
        if self._since is None:
            self._since = time.monotonic()
            get_logger().warning(self._gone, error=str(error)[:LONGEST_ERROR], **self._about)

    def is_over(self) -> None:
        """Say that it is back, where it was away."""
        if self._since is not None:
            seconds = round(time.monotonic() - self._since, 1)
            self._since = None
            get_logger().warning(self._back, seconds=seconds, **self._about)
