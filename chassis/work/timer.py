"""Things a service does by the clock, on one replica at a time."""

import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from nameko.extensions import Entrypoint

from chassis.config import Settings
from chassis.database import DatabaseOfService
from chassis.errors import Unavailable
from chassis.members import members
from chassis.ops.logging import get_logger
from chassis.ops.outage import Outage
from chassis.store.leases import Lease
from chassis.work.items import Item
from chassis.work.spawn import run_in_worker

DECLARED = "__every__"
PAUSE_SECONDS = 0.05
Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True)
class Tick:
    """A method that is run every so many seconds."""

    method: str
    seconds: float
    in_rebuild: bool = False


def every(*, seconds: float, in_rebuild: bool = False) -> Callable[[Method], Method]:
    """Run a method again and again; each time in a unit of work of its own.

    Where it gives True it has more to do, and goes on after a short while with a unit of its own.
    `in_rebuild`: it finishes what events began, so a rebuild from history runs it as well.
    """

    def declare(method: Method) -> Method:
        setattr(method, DECLARED, Tick(method.__name__, seconds, in_rebuild))
        return method

    return declare


def ticks(service_cls: type) -> list[Tick]:
    """List what a service does by the clock."""
    methods = [m for _, m in members(service_cls, inspect.isfunction)]
    return [getattr(m, DECLARED) for m in methods if hasattr(m, DECLARED)]


class TickItem(Item):
    """One run of a timed method; `more` where it did not come to its end."""

    more = False

    def __init__(self, method: str) -> None:
        """Name the method."""
        self.method = method

    def apply(self, service: Any) -> None:
        """Run it."""
        self.more = bool(getattr(service, self.method)())


class Timers(Entrypoint):
    """Runs the timed methods of a service on the replica that holds each one's lease."""

    database = DatabaseOfService()

    def start(self) -> None:
        """Begin one loop for each timed method."""
        self.expected_exceptions = (Unavailable,)
        self.settings: Settings = self.container.config["settings"]
        self.log = get_logger()
        self._stopping = False
        self._threads = [
            self.container.spawn_managed_thread(lambda t=tick: self._run(t), identifier=tick.method)
            for tick in ticks(self.container.service_cls)
        ]

    def stop(self) -> None:
        """Begin nothing new; return when what runs has ended."""
        self._stopping = True
        while any(not thread.dead for thread in self._threads):
            time.sleep(0.01)

    def _run(self, tick: Tick) -> None:
        mongo = self.database.backend
        lease = Lease(mongo.database, tick.method, self.settings.instance)
        # what comes seldom is looked after more often, or a fault at the start would cost a turn
        turn, due = min(tick.seconds, self.settings.lease_seconds), 0.0
        outage = Outage("timer-paused", "timer-resumed", timer=tick.method)
        while not self._stopping:
            try:
                taken = lease.take(self.settings.lease_seconds + turn)
                if taken and time.monotonic() >= due and self._succeeds(tick, lease):
                    due = time.monotonic() + tick.seconds - turn / 2
                outage.is_over()
            except Unavailable as error:
                outage.goes_on(error)
            except Exception:
                self.log.exception("timer-failed", timer=tick.method)
            self._rest(turn)
        self._release(lease)

    def _succeeds(self, tick: Tick, lease: Lease) -> bool:
        item = self._ran(tick)
        while item.error is None and item.more and not self._stopping:
            self._rest(PAUSE_SECONDS)
            if not lease.take(self.settings.lease_seconds + tick.seconds):
                return False
            item = self._ran(tick)
        return item.error is None

    def _ran(self, tick: Tick) -> TickItem:
        item = TickItem(tick.method)
        run_in_worker(self.container, self, [item])
        if item.error is not None:
            self.log.error("timer-failed", timer=tick.method, exc_info=item.error)
        return item

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopping:
            time.sleep(min(0.1, seconds))

    def _release(self, lease: Lease) -> None:
        try:
            lease.release()
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            self.log.warning("lease-not-released", timer=lease.job, error=str(error)[:300])


timers = Timers.decorator
