"""Harm to the clock of one replica: it jumps ahead or back, and is put right later."""

import random
import time
from pathlib import Path

from ..rig import Rig

STEP_SECONDS, OFF_SECONDS = 300, 15.0


def step(rig: Rig, chance: random.Random) -> int:
    """Let one replica's clock be five minutes off for a while."""
    replica = chance.choice(rig.all())
    file = Path(replica.env["CHAOS_CLOCK"])
    file.write_text(str(chance.choice((STEP_SECONDS, -STEP_SECONDS))))
    time.sleep(OFF_SECONDS)
    file.unlink()
    return 1
