"""A clock that stands still, and units of work that tell when they were committed."""

from collections.abc import Callable
from datetime import datetime

from chassis.clock import Clock
from chassis.principal import SYSTEM
from chassis.store.unit import Unit
from chassis.store.writes import Writes
from chassis.work.work import Work


class FixedClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        """Stand at `now`."""
        self.moment = now

    def now(self) -> datetime:
        """Give the moment the test chose."""
        return self.moment


class NotedUnit(Unit):
    """A unit of work that tells the harness when it was committed, which it may be refused."""

    note: Callable[[Unit], None]

    def commit(self, writes: Writes) -> None:
        """Commit, and only then tell what was announced."""
        super().commit(writes)
        self.note(self)


class NotedWork(Work):
    """A worker's share whose commits the harness hears of."""

    note: Callable[[Unit], None] = staticmethod(lambda _unit: None)

    def begin(self) -> Unit:
        """Begin a unit of work that tells of its commit."""
        self.now = self._clock.now()
        self.unit = NotedUnit(self.backend, now=self.now, new_id=self.new_id)
        self.unit.note = self.note
        self.serve(SYSTEM)
        return self.unit
