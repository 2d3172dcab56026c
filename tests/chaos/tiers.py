"""How much of what a run does: the tiers of the fault plan as data, and the order it is done in."""

import math
import random
from dataclasses import dataclass, fields

SERVICES = ("participation", "expression", "collaboration", "guidance")
PORTIONS = 3


class NoSuchTier(Exception):  # noqa: N818 - says what is the case
    """Somebody asks for a tier there is not."""


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One column of the table of faults; how much of a fault is counted by the rig, not planned."""

    actions: int
    residents: int
    seconds: int
    repeated_keys: int
    sigkill: int
    rolling_restart: int
    stopped_with_work: int
    crash_loop: int
    broker_stop: int
    broker_kill: int
    close_connections: int
    memory_alarm: int
    database_kill: int
    database_stop: int
    fail_command: int
    black_hole: int
    slow_or_reset: int
    duplicates: int
    poison: int
    shuffled: int
    enormous: int
    clock_step: int


SIZES = frozenset({"actions", "residents", "seconds", "repeated_keys", "shuffled"})
IN_PORTIONS = frozenset({"duplicates", "poison"})
TIERS = {
    "R0": Tier(
        actions=3_000, residents=200, seconds=130, repeated_keys=200,
        sigkill=8, rolling_restart=2, stopped_with_work=2, crash_loop=0,
        broker_stop=1, broker_kill=1, close_connections=3, memory_alarm=0,
        database_kill=1, database_stop=1, fail_command=5, black_hole=2, slow_or_reset=2,
        duplicates=300, poison=30, shuffled=100, enormous=0, clock_step=0,
    ),
    "R1": Tier(
        actions=60_000, residents=3_000, seconds=1_300, repeated_keys=4_000,
        sigkill=60, rolling_restart=10, stopped_with_work=10, crash_loop=1,
        broker_stop=5, broker_kill=5, close_connections=20, memory_alarm=2,
        database_kill=8, database_stop=4, fail_command=100, black_hole=16, slow_or_reset=12,
        duplicates=6_000, poison=600, shuffled=3_000, enormous=1, clock_step=2,
    ),
    "R2": Tier(
        actions=1_000_000, residents=50_000, seconds=21_600, repeated_keys=50_000,
        sigkill=400, rolling_restart=50, stopped_with_work=50, crash_loop=5,
        broker_stop=20, broker_kill=20, close_connections=100, memory_alarm=10,
        database_kill=40, database_stop=20, fail_command=1_000, black_hole=80, slow_or_reset=60,
        duplicates=100_000, poison=6_000, shuffled=30_000, enormous=5, clock_step=10,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One fault to be done: of which kind, to which service, how much of it."""

    fault: str
    service: str
    amount: int = 1


def tier_called(name: str) -> Tier:
    """Give a tier by its name."""
    if name not in TIERS:
        raise NoSuchTier(f"there is no tier {name}; there are {', '.join(TIERS)}")
    return TIERS[name]


def share_of(tier: Tier, share: float) -> Tier:
    """Give a part of a tier, of each thing at least one where there is any."""
    parts = {name: math.ceil(number * share) for name, number in vars(tier).items()}
    return Tier(**parts | {"residents": tier.residents})


def cards(tier: Tier, seed: int) -> list[Card]:
    """Lay out all faults of a tier in an order that the seed decides."""
    drawn = [card for one in fields(tier) if one.name not in SIZES for card in _of(tier, one.name)]
    random.Random(f"{seed} faults").shuffle(drawn)
    return drawn


def _of(tier: Tier, fault: str) -> list[Card]:
    number: int = getattr(tier, fault)
    if fault in IN_PORTIONS:
        parts = PORTIONS * max(1, tier.seconds // 100)
        sizes = [number * (n + 1) // parts - number * n // parts for n in range(parts)]
        return [Card(fault, SERVICES[n % 4], size) for n, size in enumerate(sizes) if size]
    last = fault == "stopped_with_work"  # first those that hear most
    order = tuple(reversed(SERVICES)) if last else SERVICES
    return [Card(fault, order[n % 4]) for n in range(number)]
