"""Whether this process should be restarted (live) and whether it should be sent work (ready)."""

import time
from collections.abc import Callable

Check = Callable[[], tuple[bool, str]]
OK, UNAVAILABLE = 200, 503
STALLED_SECONDS = 120.0  # longer than any call with a deadline, so only a loop that hangs is late


class Pulse:
    """Remembers when something last worked, for checks that must not do the work themselves."""

    def __init__(self, within: float, now: Callable[[], float] = time.monotonic) -> None:
        self.within = within
        self._now = now
        self._last: float | None = None

    def beat(self) -> None:
        """Note that it worked just now."""
        self._last = self._now()

    def check(self) -> tuple[bool, str]:
        """Hold while the last beat is recent."""
        if self._last is None:
            return False, "never yet"
        silent = self._now() - self._last
        return silent <= self.within, f"{silent:.1f} s ago, {self.within:g} s allowed"


class Health:
    """The checks of one process; each must answer at once, from what is already known."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.draining = False
        self._now = now
        self._live: dict[str, Check] = {}
        self._ready: dict[str, Check] = {}
        self._held_at: dict[str, float] = {}

    def register_live(self, name: str, check: Check) -> None:
        """Add a check whose failure means: restart this process. Never the database."""
        self._live[name] = check

    def register_ready(self, name: str, check: Check) -> None:
        """Add a check whose failure means: send no work here for now."""
        self._ready[name] = check

    def drain(self) -> None:
        """Stop being ready, before anything else stops."""
        self.draining = True

    def livez(self) -> tuple[int, dict[str, object]]:
        """Answer whether this process should be kept."""
        return self._answer(self._live)

    def readyz(self) -> tuple[int, dict[str, object]]:
        """Answer whether this process should be sent work."""
        status, told = self._answer(self._live | self._ready)
        if self.draining:
            return UNAVAILABLE, {**told, "status": "draining"}
        return status, told

    def _answer(self, checks: dict[str, Check]) -> tuple[int, dict[str, object]]:
        outcomes = {name: self._outcome(name, check) for name, check in sorted(checks.items())}
        ok = all(outcome["ok"] for outcome in outcomes.values())
        return OK if ok else UNAVAILABLE, {"status": "ok" if ok else "failing", "checks": outcomes}

    def _outcome(self, name: str, check: Check) -> dict[str, object]:
        ok, detail = _asked(check)
        if ok:
            self._held_at[name] = self._now()
        held_at = self._held_at.get(name)
        age = None if held_at is None else round(self._now() - held_at, 1)
        return {"ok": ok, "detail": detail, "seconds_since_ok": age}


def _asked(check: Check) -> tuple[bool, str]:
    try:
        return check()
    except Exception as broken:  # noqa: BLE001 - a broken check is a failing check
        return False, type(broken).__name__
