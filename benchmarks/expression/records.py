"""Topics among many: `python -m benchmarks.expression.records [small] [large]` statements.

Two databases, 10,000 and 1,000,000 statements unless it is said otherwise, each with a service of
its own, are asked the same in turn. `GONGZHI_BENCH_MONGO=embedded` measures the embedded database.
"""

import http.client
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from shutil import rmtree
from statistics import median

from benchmarks.contender import ROOT
from benchmarks.expression.records_world import PLACES, World, seed
from benchmarks.servers import Servers, servers
from chassis.testing.tokens import Issuer
from deploy.local.keys import PERSONAL, ensure_keys
from deploy.local.ports import LOOPBACK
from deploy.local.services import ServiceProcess

RUNS = ROOT / ".run" / "bench-records"
ISSUER = Issuer()
SMALL, LARGE = 10_000, 1_000_000
WARM_UP, TIMES = 30, 300
WITHIN = 1.2
READY_WITHIN = 300.0
Path = Callable[[World, int], str]


def _topic(world: World, turn: int) -> str:
    return world.topic(turn * 7919 % world.topics)


def _place(turn: int) -> str:
    return PLACES[turn % len(PLACES)]


QUESTIONS: dict[str, Path] = {
    "topic list": lambda _world, _turn: "/v1/topics?limit=20",
    "topic list of a stage": lambda _world, _turn: "/v1/topics?limit=5&stage=closed",
    "topic list of a town": lambda _world, turn: f"/v1/topics?limit=5&division={_place(turn)}",
    "topic": lambda world, turn: f"/v1/topics/{_topic(world, turn)}",
    "public record": lambda world, turn: f"/v1/topics/{_topic(world, turn)}/record",
    "public record as a page": lambda world, turn: f"/v1/topics/{_topic(world, turn)}/record.html",
    "statements of a topic": lambda world, turn: (
        f"/v1/topics/{_topic(world, turn)}/statements?limit=20"
    ),
    "Open311 requests": lambda _world, _turn: "/open311/v2/requests.json?page_size=20",
    "Open311 request": lambda world, turn: f"/open311/v2/requests/{_topic(world, turn)}.json",
}


class Side:
    """One database with its service."""

    def __init__(self, running: Servers, world: World, service: ServiceProcess) -> None:
        self.running, self.world = running, world
        self._connection = http.client.HTTPConnection(LOOPBACK, service.port, timeout=120)
        token = ISSUER.token("official", sub="o-1", divisions=["440605"], seconds=86_400)
        self._headers = {"Authorization": f"Bearer {token}"}

    def ask(self, path: str) -> tuple[float, int]:
        """Ask, and give the seconds it took and how much was answered; refusals end the run."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - began
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status} {content[:200]!r}")
        return took, len(content)


@contextmanager
def side(name: str, size: int, broker: str = "") -> Iterator[Side]:
    """Run one side for as long as it is measured; `broker` is that of the other side."""
    folder = RUNS / name
    os.environ |= {"AMQP_URI": broker} if broker else {}
    with ExitStack() as running:
        running.callback(rmtree, folder / "database", ignore_errors=True)  # gigabytes
        own = running.enter_context(servers(folder, own_alone=not broker))
        ensure_keys(folder)
        (folder / "jwks.json").write_text(ISSUER.jwks_json())
        world, began = World(size), time.monotonic()
        seed(own.at, world)
        took = time.monotonic() - began
        print(f"{size:,} statements on {world.topics:,} topics put in: {took:.0f} s", flush=True)
        env = {
            "AMQP_URI": own.at.amqp,
            "MONGO_URI": own.at.mongo,
            "GONGZHI_JWKS": str(folder / "jwks.json"),
            "GONGZHI_PERSONAL_KEY": str(folder / PERSONAL),
        }
        service = ServiceProcess("expression", folder, env=env)
        running.callback(service.stop)
        service.start().wait_ready(READY_WITHIN)
        yield Side(own, world, service)


def compare(small: Side, large: Side) -> dict[str, tuple[float, float]]:
    """Ask every question of both in turn, so that what else the machine does counts for both."""
    return {name: _compare(path, (small, large)) for name, path in QUESTIONS.items()}


def _compare(path: Path, sides: tuple[Side, Side]) -> tuple[float, float]:
    took: tuple[list[float], list[float]] = ([], [])
    for turn in count():
        for which in ((0, 1), (1, 0))[turn % 2]:
            seconds, _ = sides[which].ask(path(sides[which].world, turn))
            if turn >= WARM_UP:
                took[which].append(seconds)
        if turn == WARM_UP + TIMES:
            return median(took[0]), median(took[1])
    raise AssertionError("counting has no end")


def report(found: dict[str, tuple[float, float]], sides: tuple[Side, Side]) -> bool:
    """Print what was found; tell whether it is what was promised."""
    few, many = (f"{one.world.statements:,}" for one in sides)
    print(f"\n{'median, ms':<28}{few:>12}{many:>12}{'times':>8}   {sides[1].running.database}")
    for name, (small, large) in found.items():
        met = "met" if large / small <= WITHIN else "MISSED"
        figures = f"{small * 1000:>12.2f}{large * 1000:>12.2f}{large / small:>8.2f}"
        print(f"{name:<28}{figures}   {met}")
    load = os.getloadavg()[0]
    print(f"promised: {WITHIN} times at most; load of the machine {load:.1f}")
    return all(large / small <= WITHIN for small, large in found.values())


def main(arguments: list[str]) -> int:
    """Measure at the sizes that are asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended
    asked = [int(one.replace("_", "")) for one in arguments]
    few, many = (*asked, *(SMALL, LARGE)[len(asked) :])
    with side("small", few) as small, side("large", many, small.running.at.amqp) as large:
        return 0 if report(compare(small, large), (small, large)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
