"""A server as an ordinary process: started, found again by its pid file, stopped, killed."""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from .ports import wait_until

START_SECONDS = 120.0
STOP_SECONDS = 40.0
PID_FILE = ".pid.json"
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")


class NotReady(Exception):  # noqa: N818 - says what is the case
    """A server did not get ready in time, or ended; its log says why."""


class Child(Protocol):
    """A process that was started here."""

    pid: int

    def poll(self) -> int | None:
        """Give its exit status; nothing while it runs."""

    def wait(self, timeout: float) -> int:
        """Wait until it has ended; give its exit status."""


class Server:
    """One process with a directory of its own; two objects on one directory are the same server."""

    port: int
    children: ClassVar[set["Server"]] = set()

    def __init__(self, name: str, directory: Path) -> None:
        self.name = name
        self.directory = Path(directory).resolve()
        self.log = self.directory / f"{name}.log"
        self._pid_file = self.directory / f"{name}{PID_FILE}"
        self._child: Child | None = None

    def command(self) -> list[str]:
        """Say what is to be executed."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """Say what it finds in its environment, beside path and language."""
        return {}

    def prepare(self) -> None:
        """Write the files it needs."""

    def ready(self) -> bool:
        """Tell whether it does its work."""
        raise NotImplementedError

    def start(self) -> Self:
        """Start it, unless it runs already as it would be started now."""
        if self.running():
            if self._written().get("made_of") == self._made_of():
                return self
            self.stop()
        self.directory.mkdir(parents=True, exist_ok=True)
        self.prepare()
        self._spawn()
        return self

    def wait_ready(self, deadline: float = START_SECONDS) -> Self:
        """Wait until it does its work; NotReady when it does not, or died."""
        wait_until(lambda: self.ready() or not self.running(), deadline)
        if not self.ready():
            raise NotReady(f"{self.name} is not ready; the end of {self.log}:\n{self.last_words()}")
        return self

    def stop(self, deadline: float = STOP_SECONDS) -> int | None:
        """Ask it to stop, kill it when it does not; give its exit status where it is our child."""
        self.signal(signal.SIGTERM)
        if not wait_until(lambda: not self.running(), deadline):
            return self.kill()
        return self._forget()

    def kill(self) -> int | None:
        """End it at once with everything it started, as a power cut would."""
        pid = self.pid
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            wait_until(lambda: not self.running(), STOP_SECONDS)
        return self._forget()

    def restart(self) -> Self:
        """Stop it and start it again on the same directory and ports."""
        self.stop()
        return self.start().wait_ready()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        pid = self.pid
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    @property
    def pid(self) -> int | None:
        """Give its process id while it runs."""
        written = self._written()
        return written["pid"] if written and _born(written["pid"]) == written["born"] else None

    def running(self) -> bool:
        """Tell whether its process is there; a child that ended is put away."""
        if self._child is not None:
            self._child.poll()
        return self.pid is not None

    def last_words(self, lines: int = 15) -> str:
        """Give the end of its log."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _spawn(self) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        environment |= {"HOME": str(self.directory)} | self.environment()
        self._child = self._launched(environment, self.log)
        Server.children.add(self)
        pid = self._child.pid
        written = {"pid": pid, "born": _born(pid), "made_of": self._made_of()}
        self._pid_file.write_text(json.dumps(written))

    def _launched(self, environment: dict[str, str], log: Path) -> Child:
        """Start the process, in a session of its own."""
        with log.open("ab") as words:
            return subprocess.Popen(
                self.command(),
                cwd=self.directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _written(self) -> dict[str, Any]:
        try:
            return json.loads(self._pid_file.read_text())
        except (OSError, ValueError):
            return {}

    def _forget(self) -> int | None:
        self._pid_file.unlink(missing_ok=True)
        Server.children.discard(self)
        child, self._child = self._child, None
        return None if child is None else child.wait(STOP_SECONDS)

    def _made_of(self) -> str:
        parts = [*self.command(), *map(str, sorted(self.environment().items())), self.sources()]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def sources(self) -> str:
        """Say what it was started from, so that a newer version replaces an older one."""
        return ""


def _born(pid: int) -> str:
    """Give when a process was started: a number alone may have been given to another since."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return _born_without_proc(pid)
    return "" if after_name[0] == "Z" else after_name[19]


def _born_without_proc(pid: int) -> str:
    if Path("/proc/self").exists():
        return ""
    asked = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
