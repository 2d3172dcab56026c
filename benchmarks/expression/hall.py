"""The hall under load: `python -m benchmarks.expression.hall [followers] [voters] [seconds]`.

Two replicas on servers of their own. All follow one of them; each voter votes once, half of them at
the one that is followed, half at the other. A vote is seen by a follower when a frame tells of as
many votes; its clock starts when it is sent, and it ends when the follower has read the frame.
"""

import random
import signal
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.contender import ROOT
from benchmarks.expression.hall_stage import ISSUER, RUNS, Stage, ask, stage

FOLLOWERS, VOTERS, SECONDS = 2000, 5000, 600.0
SEEN_WITHIN, MEMORY_KB = 1.0, 40.0
CHOICES = ("agree", "disagree", "pass")
PATIENCE = 120.0
HANDS = 16
Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    followers: int
    votes: int
    seconds: float
    seen: Numbers
    changes: int
    memory_kb: float
    hub_lag: float
    busy: float
    answers: list[float]


def measure(followers: int, voters: int, seconds: float) -> Outcome:
    """Let them follow and vote."""
    with stage(voters) as one:
        one.memory_kb()
        time.sleep(3.0)
        before = one.memory_kb()
        file = RUNS / "seen.doubles"
        follow = _follow(one, followers, voters, file)
        try:
            _wait_ready(follow)
            time.sleep(3.0)
            memory = (one.memory_kb() - before) / followers
            print(f"{followers:,} follow, {memory:.1f} kB each", flush=True)
            began, busy = time.monotonic(), one.processor_seconds()
            sent = _vote(one, voters, seconds)
            took = time.monotonic() - began
            busy = (one.processor_seconds() - busy) / took
            follow.wait(PATIENCE)
        finally:
            follow.terminate()
        if follow.returncode != 0:
            raise RuntimeError("not every follower saw every vote")
        seen, changes = _seen(file, sorted(begun for begun, _ in sent))
        lag = one.metric("hub_lag_seconds")
        answers = [answered - begun for begun, answered in sent]
        return Outcome(followers, len(sent), took, seen, changes, memory, lag, busy, answers)


def _follow(one: Stage, followers: int, voters: int, file: Path) -> "subprocess.Popen[str]":
    token = ISSUER.token("resident", sub="r-0", seconds=86_400)
    where = [str(one.replicas[0].port), one.live, token, str(followers), str(voters), str(file)]
    command = [sys.executable, "-m", "benchmarks.expression.hall_followers", *where]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _wait_ready(follow: "subprocess.Popen[str]") -> None:
    if follow.stdout is None or follow.stdout.readline().strip() != "ready":
        raise RuntimeError("not everybody could follow")


def _vote(one: Stage, voters: int, seconds: float) -> list[tuple[float, float]]:
    """Send one vote for each, spread over the time; give when each was sent and answered."""
    chance = random.Random(7)
    moments = sorted(chance.uniform(0, seconds) for _ in range(voters))
    began = time.monotonic()

    def cast(number: int) -> tuple[float, float]:
        token = ISSUER.token("resident", sub=f"r-{number}")
        path = f"/v1/topics/{one.topic_id}/statements/{chance.choice(one.statements)}/votes"
        time.sleep(max(0.0, began + moments[number - 1] - time.monotonic()))
        begun = time.monotonic()
        port = one.replicas[number % len(one.replicas)].port
        status, answer = ask(port, "POST", path, token, {"choice": chance.choice(CHOICES)})
        if status != 201:
            raise RuntimeError(f"{status} {answer!r}")
        return begun, time.monotonic()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(cast, range(1, voters + 1)))


def _seen(file: Path, sent: list[float]) -> tuple[Numbers, int]:
    """Give how long each vote took to each follower, and how many changes they were told."""
    frames = np.fromfile(file).reshape(-1, 3)
    before, after = frames[:, 0].astype(int), frames[:, 1].astype(int)
    begun = np.array(sent)
    took = [
        at - begun[first:last] for first, last, at in zip(before, after, frames[:, 2], strict=True)
    ]
    return np.concatenate(took), len(np.unique(after))


def report(out: Outcome) -> bool:
    """Print what was found; tell whether it is what was promised."""
    median, late, slowest = np.percentile(out.seen, (50, 99, 100)) * 1000
    answers = statistics.quantiles(out.answers, n=100)
    rate = out.votes / out.seconds
    print(f"votes: {out.votes:,} in {out.seconds:.0f} s ({rate:.1f}/s), answered in")
    print(f"  median {answers[49] * 1000:.0f} ms, 99 in 100 {answers[98] * 1000:.0f} ms")
    print(f"changes: {out.changes:,}, each told to {out.followers:,} followers; seen in")
    print(f"  median {median:.0f} ms, 99 in 100 {late:.0f} ms, slowest {slowest:.0f} ms")
    print(f"  (promised: {SEEN_WITHIN:g} s at the median)")
    print(f"memory: {out.memory_kb:.1f} kB a follower (promised: under {MEMORY_KB:g})")
    print(f"the replica that is followed: {out.busy:.0%} of one processor")
    print(f"hub lag at worst, last ten seconds: {out.hub_lag * 1000:.0f} ms")
    return bool(median <= SEEN_WITHIN * 1000) and out.memory_kb < MEMORY_KB


def main(arguments: list[str]) -> int:
    """Measure at the scale that is asked for."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended
    asked = [float(one) for one in arguments]
    followers, voters, seconds = (*asked, *(FOLLOWERS, VOTERS, SECONDS)[len(asked) :])
    return 0 if report(measure(int(followers), int(voters), float(seconds))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
