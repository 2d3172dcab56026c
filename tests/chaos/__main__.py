"""`python -m tests.chaos --tier R1 --seed 7`: a run on servers of its own, and its judgement."""

import random
import shutil
import sys
import tempfile
from pathlib import Path

from deploy.local.servers import Server

from .oracle import Verdict
from .report import table
from .rig import Rig
from .run import Run, servers
from .tiers import NoSuchTier, Tier, share_of, tier_called

WRONG, FOUND, WELL = 2, 1, 0
USAGE = "say --tier R0, R1 or R2, --seed and its number to replay a run, --share for a part of it"
KNOWN = frozenset({"--tier", "--seed", "--share"})
MOST_SEED = 2**32


class Misasked(Exception):  # noqa: N818 - says what is the case
    """The command line makes no sense."""


def asked(arguments: list[str]) -> tuple[Tier, str, int]:
    """Read the command line: a tier or a part of it, its name, and a seed, drawn if not given."""
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    if len(arguments) % 2 or not given.keys() <= KNOWN:
        raise Misasked(USAGE)
    name, share = given.get("--tier", "R0"), _share(given.get("--share", "1"))
    seed = given.get("--seed") or str(random.SystemRandom().randrange(MOST_SEED))
    if not seed.isascii() or not seed.isdigit() or int(seed) >= MOST_SEED:
        raise Misasked(f"a seed is a whole number below {MOST_SEED}, not {seed}")
    return share_of(tier_called(name), share), name, int(seed)


def _share(said: str) -> float:
    try:
        share = float(said)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise Misasked(f"a share is above 0 and at most 1, not {said}")
    return share


def main(arguments: list[str]) -> int:
    """Run a tier; status 0 when all is well, 1 when the oracle finds something, 2 when misasked."""
    try:
        tier, name, seed = asked(arguments)
    except (Misasked, NoSuchTier) as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    directory = Path(tempfile.mkdtemp(prefix=f"gongzhi-chaos-{name}-{seed}-"))
    run, verdict = _played(tier, seed, directory)
    sys.stdout.write(f"{verdict}\n\n{table(name, verdict, run.fired, run.seconds)}")
    if verdict.violations:
        sys.stdout.write(f"journal, data and logs are kept in {directory}\n")
        return FOUND
    shutil.rmtree(directory)
    return WELL


def _played(tier: Tier, seed: int, directory: Path) -> tuple[Run, Verdict]:
    broker, database = servers(directory)
    try:
        broker.start().wait_ready(90)
        database.start().wait_ready()
        run = Run(tier, seed, directory, Rig(broker, database, directory))
        verdict = run.play()
        run.rig.stop()
        return run, verdict
    finally:
        for server in list(Server.children):
            server.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
