"""Named points at which a test may kill the process, to prove that nothing is lost there."""

import os
import signal

POINTS = frozenset(
    {
        "insert-before-commit",
        "commit-before-reply",
        "commit-before-ack",
        "commit-before-publish",
        "publish-before-mark",
        "receive-before-fold",
        "retry-before-ack",
        "collect-before-ack",
        "half-written",
        "publish-before-confirm",
        "lease-before-work",
        "drain-begun",
    }
)


def _read(said: str) -> tuple[str, int]:
    point, _, count = said.partition(":")
    if point and point not in POINTS:
        raise ValueError(f"no fault point is called {point}; there are {', '.join(sorted(POINTS))}")
    return point, int(count or 1)


_point, _passes_left = _read(os.environ.get("GONGZHI_FAULT_AT", ""))


def fault_point(name: str) -> None:
    """Kill this process with SIGKILL when `GONGZHI_FAULT_AT=<name>:<n>` is passed the nth time."""
    global _passes_left  # noqa: PLW0603 - one counter for the process it will kill
    if name != _point:
        return
    _passes_left -= 1
    if _passes_left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
