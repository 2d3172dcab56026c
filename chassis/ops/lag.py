"""How late the hub wakes a sleeper: the first sign of work that blocks every other."""

import time
from collections import deque

import eventlet

from .health import Health
from .metrics import Metrics

TICK_SECONDS = 0.25
REMEMBERED = 40
ALLOWED_SECONDS = 2.0


class HubLag:
    """Sleeps a little, again and again, and measures how much longer it took."""

    def __init__(self, metrics: Metrics, health: Health) -> None:
        self._gauge = metrics.hub_lag
        self._recent: deque[float] = deque([0.0], maxlen=REMEMBERED)
        health.register_live("hub", self.check)

    def start(self) -> None:
        """Measure for as long as the process lives."""
        eventlet.spawn_n(self._run)

    def note(self, lag: float) -> None:
        """Remember one measurement; the gauge shows the worst of the last ten seconds."""
        self._recent.append(max(lag, 0.0))
        self._gauge.set(max(self._recent))

    def check(self) -> tuple[bool, str]:
        """Hold while nothing kept the hub for two seconds of late."""
        worst = max(self._recent)
        return (
            worst < ALLOWED_SECONDS,
            f"{worst:.3f} s late at worst, {ALLOWED_SECONDS:g} s allowed",
        )

    def _run(self) -> None:
        while True:
            before = time.monotonic()
            eventlet.sleep(TICK_SECONDS)
            self.note(time.monotonic() - before - TICK_SECONDS)
