"""A clock that can be set wrong while a process runs: the file says by how many seconds."""

import datetime as dt
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import chassis.clock
import chassis.messaging.settler
import chassis.store.leases

READING = (chassis.clock, chassis.messaging.settler, chassis.store.leases)
LOOK_SECONDS = 0.5
NANOSECONDS = 1_000_000_000


class Off:
    """By how much the clock is off, looked up now and then."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._looked_at = self._seconds = 0.0

    def seconds(self) -> float:
        """Give the seconds by which the clock is off."""
        if time.monotonic() - self._looked_at > LOOK_SECONDS:
            self._looked_at = time.monotonic()
            self._seconds = float(self._file.read_text()) if self._file.exists() else 0.0
        return self._seconds


def install(path: str) -> None:
    """Let whatever asks for the time in the chassis ask this clock."""
    if not path:
        return
    off = Off(Path(path))

    class Stepped(dt.datetime):
        """The time, off by what the file says."""

        @classmethod
        def now(cls, tz: Any = None) -> dt.datetime:
            return dt.datetime.now(tz) + dt.timedelta(seconds=off.seconds())

    for module in READING:
        module.datetime = Stepped  # type: ignore[attr-defined]
    chassis.clock.time = SimpleNamespace(  # type: ignore[attr-defined]
        time_ns=lambda: time.time_ns() + int(off.seconds() * NANOSECONDS)
    )
