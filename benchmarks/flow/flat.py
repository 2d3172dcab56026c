"""Whether the rate holds and memory stays while events pile up: `python -m benchmarks.flow.flat N`.

N is how many events are stored in the end, 1,000,000 unless it is given. Actions go in block by
block; what the blocks near 10,000 stored events took is compared with the last ones.
"""

import os
import signal
import sys
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks import report
from benchmarks.flow import asked
from benchmarks.flow.actions import Action, draw
from benchmarks.flow.effects import complaints
from benchmarks.flow.sides import OURS
from benchmarks.flow.speed import MOST_IN_A_BULK, per_action, posted
from benchmarks.flow.system import System, working
from benchmarks.report import Row, row
from benchmarks.servers import Servers, servers

FIRST = 10_000
EVENTS_OF_AN_ACTION = 2
BLOCKS = 3  # at either end, of which the median counts
WARM = 10  # a tenth of the run: until then caches and the largest bulks still make processes grow
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


def pile_up(size: int, running: Servers) -> tuple[list[Block], list[str]]:
    """Post until so many events are stored; give every block, and what was wrong at the end."""
    each = min(FIRST, size // 10) // EVENTS_OF_AN_ACTION
    count = size // (each * EVENTS_OF_AN_ACTION)
    with working(OURS, running, []) as system:
        blocks = [_block(system, each, number) for number in range(count)]
        wrong = complaints(system.databases, draw_all(each, count))
        wrong += _stored(system, blocks[-1].stored)
    return blocks, wrong


def draw_all(each: int, count: int) -> list[Action]:
    """Draw the actions of all blocks."""
    return [one for number in range(count) for one in draw(each, first=each * number)]


def _block(system: System, each: int, number: int) -> Block:
    actions = draw(each, first=each * number)
    system.know(actions)
    before = system.cpu_seconds()
    said = posted(system, actions, bulk=MOST_IN_A_BULK)
    seconds = system.reacted(each * (number + 1)) - said["began"]
    events = each * EVENTS_OF_AN_ACTION
    cost = per_action(before, system.cpu_seconds(), each)
    block = Block(events * (number + 1), events / seconds, cost, system.memory_mb())
    print(block, flush=True)
    return block


def _stored(system: System, due: int) -> list[str]:
    pages = [{"$group": {"_id": None, "events": {"$sum": {"$size": "$events"}}}}]
    found = [list(one["events"].aggregate(pages)) for one in system.databases.values()]
    stored = sum(rows[0]["events"] for rows in found if rows)
    return [f"{stored} events are stored, {due} were due"] if stored != due else []


def rows(blocks: list[Block]) -> list[Row]:
    """Compare the last rates with those after the first block, and memory with the warm one."""
    early, late = blocks[1 : 1 + BLOCKS], blocks[-BLOCKS:]
    rates = [median(one.rate for one in some) for some in (late, early)]
    size, warm = blocks[-1].stored, blocks[max(1, len(blocks) // WARM - 1)]
    name = f"flat: with {size:,} events stored, against {blocks[0].stored:,}"
    compared = [row(name, *rates, unit="events/s", goal=RATE_KEPT)]
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
    with servers() as running:
        asked.require_room(running)
        blocks, wrong = pile_up(size, running)
        about = report.circumstances(running) | {"load": round(os.getloadavg()[2], 1)}
    about["blocks"] = [asdict(block) for block in (*blocks[: 1 + BLOCKS], *blocks[-BLOCKS:])]
    report.written(rows(blocks), about, wrong, part="flat")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
