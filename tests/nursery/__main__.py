"""The process that is forked: a line says what to start, or which fork is asked about.

It stays one thread that never waits: a fork would lack the others, and share an event loop.
"""

import os
import warnings

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
warnings.filterwarnings("ignore", message=".* found in sys.modules after import of package")

import eventlet  # noqa: E402 - the lines above must come first

if __name__ == "__main__":
    eventlet.monkey_patch()  # before anything is loaded, as the runner itself does

import contextlib  # noqa: E402 - nothing may be imported before the patch
import importlib  # noqa: E402
import json  # noqa: E402
import runpy  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
import traceback  # noqa: E402
from typing import Any  # noqa: E402

from chassis import faults  # noqa: E402


def main() -> None:
    """Serve until nobody asks any more."""
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        answer = _ended(asked["pid"]) if "pid" in asked else _forked(asked)
        sys.stdout.buffer.write(b"%s\n" % json.dumps(answer).encode())
        sys.stdout.buffer.flush()


def _forked(asked: dict[str, Any]) -> int:
    for module in asked["loaded"]:
        importlib.import_module(module)
    assert not eventlet.hubs.get_hub().get_timers_count(), "forks would lack what waits here"
    assert threading.active_count() == 1, "forks would lack a thread"
    return os.fork() or _become(asked)


def _become(asked: dict[str, Any]) -> int:
    """Be from here on what `python -m module arguments` would have been; never come back."""
    status: Any = 1
    try:
        os.setsid()
        _see_only(asked)
        sys.argv[1:] = asked["arguments"]
        runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code or 0
    except BaseException:  # noqa: BLE001 - whatever it was, a fork must not answer for its parent
        traceback.print_exc()
    finally:
        os._exit(status if isinstance(status, int) else 1)


def _see_only(asked: dict[str, Any]) -> None:
    """Take the folder, environment, input and output of a new process."""
    os.chdir(asked["folder"])
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for descriptor, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(opened, descriptor)
    os.environ.clear()
    os.environ.update(asked["environment"])
    eventlet.hubs.use_hub()  # a new event loop in place of the parent's
    importlib.reload(faults)  # it read the environment when it was loaded


def _ended(pid: int) -> int | None:
    """Give how a fork ended, once; nothing while it runs."""
    with contextlib.suppress(ChildProcessError):
        ended, status = os.waitpid(pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if ended else None
    raise LookupError(f"nobody here started {pid}")


if __name__ == "__main__":
    main()
