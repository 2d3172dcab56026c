"""Run every test: `python -m tests`, in two lanes at once where the machine has two cores.

What a test waits for is mostly a clock or another process, so two lanes take little more than half
the time. The first lane is shown as it goes, the second when the first has ended.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

HERE = Path(__file__).parent
CODE = ("unit", "component", "contract", "architecture", "integration/chassis")
DEPLOYED = ("integration/containers", "integration/local", "system", "chaos")
OTHERS = "integration"


def lanes() -> list[list[Path]]:
    """Part the tests in two lanes that take about as long; every file is in one of them."""
    second = [HERE / name for name in DEPLOYED]
    apart = {HERE / name for name in (*CODE, *DEPLOYED)}
    others = [path for path in sorted((HERE / OTHERS).iterdir()) if _holds_tests(path)]
    first = [HERE / name for name in CODE] + [path for path in others if path not in apart]
    return [first, second]


def _holds_tests(path: Path) -> bool:
    return path.name.startswith("test_") or (path / "__init__.py").is_file()


def main() -> int:
    """Give the status of the lane that ended worst."""
    if (os.cpu_count() or 1) < 2:
        return _begin([path for lane in lanes() for path in lane], None).wait()
    first, second = lanes()
    with tempfile.TemporaryFile() as said:
        behind = _begin(second, said)
        ahead = _begin(first, None)
        try:
            statuses = [ahead.wait(), behind.wait()]
        finally:
            for lane in (ahead, behind):
                lane.terminate()
        said.seek(0)
        sys.stdout.write(said.read().decode(errors="replace"))
    return max(statuses)


def _begin(paths: list[Path], output: IO[bytes] | None) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, paths)]
    return subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT if output else None)


if __name__ == "__main__":
    sys.exit(main())
