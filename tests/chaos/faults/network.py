"""Harm on the way to broker and database, through the proxies of one replica of each service."""

import random
import time

from ..rig import Rig
from .proxy import BACK, BOTH, FORTH, Proxy

SILENT_SECONDS = 10.0
SLOW_SECONDS = 3.0
SLOWEST, FASTEST = 0.8, 0.2
HARMS = ("latency", "slices", "reset")


def black_hole(rig: Rig, chance: random.Random) -> int:
    """Let one way fall silent for those connected now; give 1 if there were any."""
    swallowed = _proxy(rig, chance).swallow(chance.choice((BOTH, FORTH, BACK)))
    time.sleep(SILENT_SECONDS)
    return int(swallowed > 0)


def slow_or_reset(rig: Rig, chance: random.Random) -> int:
    """Delay, slice or reset what passes; give 1 if anything did."""
    proxy, harm = _proxy(rig, chance), chance.choice(HARMS)
    carried = proxy.carried()
    if harm == "reset":
        return int(proxy.reset() > 0)
    proxy.delay = chance.uniform(FASTEST, SLOWEST) if harm == "latency" else 0.0
    proxy.sliced = harm == "slices"
    time.sleep(SLOW_SECONDS)
    proxy.delay, proxy.sliced = 0.0, False
    return int(carried > 0)


def _proxy(rig: Rig, chance: random.Random) -> Proxy:
    return chance.choice((rig.to_broker, rig.to_database))
