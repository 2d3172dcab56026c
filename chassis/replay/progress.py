"""How far a replay is, told to those who asked, while its lease is kept."""

import os
import time
from typing import Any

from chassis.replay.replays import State
from chassis.replay.verdict import Verdict
from chassis.store.leases import Lease

TELL_SECONDS = 0.5


class LetGo(Exception):  # noqa: N818 - reads as what became of it
    """Another process does this replay now, or the service that started this one is gone."""


class Progress:
    """The document of one replay, written by the one process that holds the lease."""

    def __init__(self, replays: Any, identity: str, lease: Lease, seconds: float) -> None:
        """Write to the collection of replays; renew the lease for so many seconds."""
        self._replays = replays
        self._mine = {"_id": identity, "state": State.RUNNING.value}
        self._lease = lease
        self._seconds = seconds
        self._parent = os.getppid()
        self._renewed_at = self._told_at = self._began_at = time.monotonic()
        self._folded = 0
        self._seconds_read = 0.0

    def beat(self) -> None:
        """Keep the lease; raises `LetGo` once it is another's, or nobody waits for this process."""
        if os.getppid() != self._parent:
            raise LetGo
        if time.monotonic() - self._renewed_at < self._seconds / 3:
            return
        if not self._lease.take(self._seconds):
            raise LetGo
        self._renewed_at = time.monotonic()

    def tell(self, events: int, done: int) -> None:
        """Count events, and tell from time to time how many positions are done."""
        self.beat()
        self._folded += events
        if time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._told_at = time.monotonic()
        self._write({"done": done, "per_second": self._per_second()})

    def end(self, verdict: Verdict, state: State = State.DONE) -> None:
        """Say what came of it."""
        self._write(
            {
                "state": state.value,
                "lines": list(verdict.lines),
                "differences": verdict.differences,
                "per_second": self._per_second(),
            }
        )

    def read(self, total: int) -> None:
        """Say that everything was read; what follows takes no part in the rate."""
        self._seconds_read = time.monotonic() - self._began_at
        self._write({"done": total, "per_second": self._per_second()})

    def _per_second(self) -> int:
        spent = self._seconds_read or time.monotonic() - self._began_at
        return round(self._folded / max(spent, 0.001))

    def _write(self, changes: dict[str, Any]) -> None:
        self._replays.update_one(self._mine, {"$set": changes, "$inc": {"version": 1}})
