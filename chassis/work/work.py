"""What the methods of one worker share: its unit of work, its clock and who asks."""

from collections.abc import Iterator
from contextlib import contextmanager

from chassis.clock import Clock
from chassis.principal import SYSTEM, Principal
from chassis.store.unit import Unit
from chassis.store.writes import Backend


class Work:
    """One worker's share: a unit of work that is begun anew for every attempt."""

    def __init__(self, backend: Backend, clock: Clock | None = None) -> None:
        """Work on a database, with a clock that also makes ids."""
        self.backend = backend
        self._clock = clock or Clock()
        self.new_id = self._clock.new_id
        self.begin()

    def begin(self) -> Unit:
        """Begin a unit of work: nothing read, nothing written, a new `now`."""
        self.now = self._clock.now()
        self.unit = Unit(self.backend, now=self.now, new_id=self.new_id)
        self.serve(SYSTEM)
        return self.unit

    def serve(self, principal: Principal, if_match: int | None = None) -> None:
        """Turn to the next item: who asks, and the version they hold."""
        self.principal = principal
        self.if_match = if_match
        self.version = 0
        self._saved = False

    def saw(self, version: int, *, saved: bool = False) -> None:
        """Remember the version to tell the caller: of what was saved, else of what was read."""
        if saved or not self._saved:
            self.version = version
        self._saved = self._saved or saved

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Serve another item in between, and then go on with the one that is served now."""
        served = self.principal, self.if_match, self.version, self._saved
        cause = self.unit.cause
        try:
            yield
        finally:
            self.principal, self.if_match, self.version, self._saved = served
            self.unit.cause = cause
