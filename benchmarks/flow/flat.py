"""Whether the rate holds and memory stays while events pile up: `python -m benchmarks.flow.flat N`.

N is how many events are stored in the end, 1,000,000 unless it is given. Actions go in block by
block. Then the system that holds them and one that holds 10,000 are given the same in turn, so
that what else the machine does counts for both.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks import report
from benchmarks.contender import RUNS
from benchmarks.flow import asked
from benchmarks.flow.actions import Action, draw
from benchmarks.flow.effects import complaints
from benchmarks.flow.sides import ours_in
from benchmarks.flow.speed import MOST_IN_A_BULK, per_action, posted
from benchmarks.flow.system import System, working
from benchmarks.report import Row, row
from benchmarks.servers import Servers, servers

FIRST = 10_000
EVENTS_OF_AN_ACTION = 2
WARM = 10  # a tenth of the run: until then caches and the largest bulks still make processes grow
TURNS, OF_A_TURN = 12, 1_000  # actions
RATE_KEPT, MEMORY_KEPT = 0.9, 1 / 1.05


@dataclass(frozen=True)
class Block:
    """One block of actions: events stored after it, events a second, and what it cost."""

    stored: int
    rate: float
    cpu_ms: dict[str, float]  # for each action
    memory_mb: dict[str, float]

    def __str__(self) -> str:
        memory = " ".join(f"{name} {mb:.1f}" for name, mb in self.memory_mb.items())
        cost = " ".join(f"{who} {ms:.1f}" for who, ms in self.cpu_ms.items())
        stored = f"{self.stored:>9,} stored {self.rate:>7,.0f} events/s"
        return f"{stored}  ms an action: {cost}  MB: {memory}"


class Pile:
    """A system, its servers, and all that it was given so far."""

    def __init__(self, system: System, running: Servers) -> None:
        self.system, self.running = system, running
        self.given: list[Action] = []

    def take(self, count: int) -> Block:
        """Post so many actions more, and measure until all four services have reacted."""
        actions, system = draw(count, first=len(self.given)), self.system
        self.given += actions
        system.know(actions)
        before = system.cpu_seconds()
        said = posted(system, actions, bulk=MOST_IN_A_BULK)
        seconds = system.reacted(len(self.given)) - said["began"]
        cost = per_action(before, system.cpu_seconds(), count)
        rate, stored = count * EVENTS_OF_AN_ACTION / seconds, self.stored
        block = Block(stored, rate, cost, system.memory_mb())
        print(block, flush=True)
        return block

    @property
    def stored(self) -> int:
        """Count the events that must be stored."""
        return len(self.given) * EVENTS_OF_AN_ACTION

    def complaints(self) -> list[str]:
        """Say what is wrong at the end."""
        pages = [{"$group": {"_id": None, "events": {"$sum": {"$size": "$events"}}}}]
        found = [list(one["events"].aggregate(pages)) for one in self.system.databases.values()]
        stored = sum(rows[0]["events"] for rows in found if rows)
        wrong = complaints(self.system.databases, self.given)
        return wrong + ([f"{stored} of {self.stored} are stored"] if stored != self.stored else [])


@contextmanager
def pile(name: str) -> Iterator[Pile]:
    """Run our system on servers of its own."""
    where = RUNS.with_name(f"bench-{name}")
    with (
        servers(where, own_alone=True) as running,
        working(ours_in(where / "flow"), running, []) as system,
    ):
        yield Pile(system, running)


def fill(large: Pile, size: int) -> list[Block]:
    """Post until so many events are stored."""
    each = min(FIRST, size // 10) // EVENTS_OF_AN_ACTION
    return [large.take(each) for _ in range(size // (each * EVENTS_OF_AN_ACTION))]


def compare(large: Pile, small: Pile) -> tuple[list[Block], list[Block]]:
    """Give both the same in turn, beginning with the other one each time."""
    taken: tuple[list[Block], list[Block]] = ([], [])
    for turn in range(TURNS):
        for which in ((0, 1), (1, 0))[turn % 2]:
            taken[which].append((large, small)[which].take(OF_A_TURN))
    return taken


def rows(blocks: list[Block], turns: tuple[list[Block], list[Block]]) -> list[Row]:
    """Compare the rates found in turn, and memory at the end with that after the warm-up."""
    large, small = (median(one.rate for one in some) for some in turns)
    size, warm = blocks[-1].stored, blocks[max(1, len(blocks) // WARM - 1)]
    name = f"flat: with {size:,} events stored, against {FIRST:,}"
    compared = [row(name, large, small, unit="events/s", goal=RATE_KEPT)]
    for service, before in warm.memory_mb.items():
        after = blocks[-1].memory_mb[service]
        what = f"flat: memory of {service}, against that after {warm.stored:,}"
        kept = before / after
        compared.append(row(what, after, before, unit="MB", goal=round(MEMORY_KEPT, 3), ratio=kept))
    return compared


def main() -> int:
    """Pile up, compare, write it down."""
    size = asked.pile()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with pile("large") as large, pile("small") as small:
        blocks = fill(large, size)
        small.take(FIRST // EVENTS_OF_AN_ACTION)
        turns = compare(large, small)
        wrong = large.complaints() + small.complaints()
        about = report.circumstances(large.running) | {"load": round(os.getloadavg()[2], 1)}
    about["blocks"] = [asdict(block) for block in blocks[:: max(1, len(blocks) // WARM)]]
    about["in turn"] = [[asdict(block) for block in some] for some in turns]
    report.written(rows(blocks, turns), about, wrong, part="flat")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
