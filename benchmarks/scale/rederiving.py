"""How long check-ins take while a new standard has standings judged anew, and before."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from threading import Thread, local
from typing import Any

from benchmarks.report import Row, row
from benchmarks.scale.answers import CHECK_IN, FIRST_FEW
from benchmarks.scale.stack import Stack
from benchmarks.scale.world import DISTRICT

RATE, CONNECTIONS = 20, 16  # check-ins a second
BEFORE_SECONDS = 60
GIVE_UP_AFTER = 360.0
LOOK_EVERY = 1.0
AT_MOST_DOUBLED = 0.5
LADDER = {"space": {"space_visited": 1}, "activity": {"activity_attended": 2}}
STANDARD = {
    "reference": "scale-ladder",
    "title": "参与层次指引（修订）",
    "kind": "guideline",
    "in_force_from": "2018-02-01",
    "rules": {"ladder": LADDER},
    "division": DISTRICT,
}


@dataclass
class Steady:
    """Check-ins at a fixed rate; each one's clock starts when it is due, whatever came before."""

    stack: Stack
    residents: list[int]
    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _own: local = field(default_factory=local)

    def keep_on(self, until: Callable[[], bool]) -> None:
        """Go on until told to stop."""
        begin = time.monotonic()
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            for number in range(len(self.residents)):
                due = begin + number / RATE
                time.sleep(max(0.0, due - time.monotonic()))
                if until():
                    return
                pool.submit(self._check_in, self.residents[number], due)

    def _check_in(self, number: int, due: float) -> None:
        if not hasattr(self._own, "caller"):
            self._own.caller = self.stack.caller(CHECK_IN.service)
        answer = CHECK_IN.ask(self._own.caller, self.stack.world, number)
        self.took.append(time.monotonic() - due)
        if answer.status not in (201, 409):
            self.wrong.append(f"check-in: {answer.status} {answer.body[:99]!r}")

    @property
    def p99(self) -> float:
        """Give what one in a hundred took longer than, in microseconds."""
        return 1e6 * quantiles(self.took, n=100)[98]


class Watched:
    """How far the re-deriving has come, asked once a second beside the check-ins."""

    def __init__(self, stack: Stack, wanted: int) -> None:
        self._stack, self._wanted = stack, wanted
        self._until = time.monotonic() + GIVE_UP_AFTER
        self.run: dict[str, Any] = {"examined": 0, "open": True}

    def is_done(self) -> bool:
        """Tell whether as many as wanted were judged, or all there are, or it takes too long."""
        enough = self.run["examined"] >= self._wanted or not self.run["open"]
        return enough or time.monotonic() > self._until

    def look_on(self) -> None:
        """Look until it is done."""
        while not self.is_done():
            runs = self._stack.api.get("participation", "/v1/rederivations")["items"]
            self.run = runs[0] if runs else self.run
            time.sleep(LOOK_EVERY)


def compare(stack: Stack, wanted: int) -> tuple[Row, dict[str, Any], list[str]]:
    """Time check-ins alone, and then while so many standings are judged anew."""
    residents = stack.world.strangers("check-ins while standings are judged anew")
    middle = min(len(residents) // 2, BEFORE_SECONDS * RATE)
    before, during = Steady(stack, residents[:middle]), Steady(stack, residents[middle:])
    stack.settle()
    before.keep_on(lambda: False)
    stack.api.post("guidance", "/v1/standards", STANDARD)
    watched, began = Watched(stack, wanted), time.monotonic()
    looking = Thread(target=watched.look_on, daemon=True)
    looking.start()
    during.keep_on(watched.is_done)
    looking.join()
    seconds = time.monotonic() - began
    name = f"scale: p99 of check-ins while {watched.run['examined']:,} standings are re-derived"
    ratio = before.p99 / during.p99
    compared = row(name, during.p99, before.p99, unit="µs", goal=AT_MOST_DOUBLED, ratio=ratio)
    about = {"seconds": seconds, "timed": [len(before.took), len(during.took)], "run": watched.run}
    wrong = (before.wrong + during.wrong)[:FIRST_FEW]
    if watched.run["examined"] < wanted and watched.run["open"]:
        wrong.append(f"{watched.run['examined']} standings of {wanted} were judged anew")
    return compared, about, wrong
