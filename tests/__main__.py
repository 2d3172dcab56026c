"""Run every test: `python -m tests`, in groups of which a few run at a time.

Twice as many run at once as there are processors, for those with real servers wait half of their
time for a clock, a lease or a server. Beside the containers, which are a whole cluster, there is
room for one other. The longest begin first; each is shown when it has ended.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
LONGEST_FIRST = (
    "integration/containers",
    "chaos/test_teeth.py",
    "chaos/test_teeth_dying.py",
    "system",
    "chaos/test_r0.py",
    "integration/chassis",
    "integration/chassis/test_crash_points.py",
    "integration",
    "component",
    ".",
    "integration/local",
    "chaos",
)
AT_ONCE = 2 * (os.cpu_count() or 1)
ROOM = {"integration/containers": AT_ONCE - 1}  # places; any other group takes one
TOLD_TO_END = 130
running: list[subprocess.Popen[bytes]] = []
faults: list[str] = []
told_to_end = threading.Event()
places = threading.Semaphore(AT_ONCE)


def words_of(group: str) -> list[str]:
    """Say to pytest what is in a group: a part of the tree without what is a group of its own."""
    whole = (HERE / group).resolve()
    parts = [(HERE / other).resolve() for other in LONGEST_FIRST if other != group]
    ignored = [f"--ignore={part}" for part in parts if part.is_relative_to(whole)]
    return [str(whole), *ignored]


def run(group: str) -> int:
    """Run a group that was given its place, and show what it printed; give its status."""
    try:
        return TOLD_TO_END if told_to_end.is_set() else ran(group)
    finally:
        places.release(ROOM.get(group, 1))


def ran(group: str) -> int:
    """Run a group; whoever fails is remembered for the end."""
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words_of(group)]
    with tempfile.TemporaryFile() as said:
        # a session of its own, so that a Ctrl-C at the terminal reaches it once: from `end`
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        running.append(process)
        status = process.wait()
        said.seek(0)
        text = said.read().decode(errors="replace")
    seconds = round(time.monotonic() - began)
    sys.stdout.write(f"\n##### tests/{group}: {seconds} s\n{text}")
    sys.stdout.flush()
    faults.extend(line for line in text.splitlines() if line.startswith(("FAILED ", "ERROR ")))
    return status


def in_its_place(group: str) -> str:
    """Wait until there is room for a group; `run` gives it back."""
    for _ in range(ROOM.get(group, 1)):
        places.acquire()
    return group


def end(*_: object) -> None:
    """End every group that still runs: what it started is ended by its own fixtures."""
    told_to_end.set()
    for process in running:
        process.send_signal(signal.SIGINT)


def main() -> int:
    """Give 0 when every group passed."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    with ThreadPoolExecutor(AT_ONCE) as groups:
        given = {group: groups.submit(run, in_its_place(group)) for group in LONGEST_FIRST}
        statuses = {group: future.result() for group, future in given.items()}
    failed = [f"tests/{group}" for group, status in statuses.items() if status]
    # said once more at the end, where a record that keeps the last lines still has them
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"\nfailed: {', '.join(failed)}\n" if failed else "\nall groups passed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
