"""What tests see of the nursery: a replica of a service that starts as a fork."""

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from deploy.local.services import ROOT, ServiceProcess


class Nursery:
    """The process that is forked, started when the first fork is asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, **asked: Any) -> Any:
        """Ask one thing and wait for the answer."""
        with self._lock:
            process = self._process = self._process or self._started()
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(asked).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        assert answer, "the nursery died; its words are among those of the tests"
        return json.loads(answer)

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        atexit.register(process.communicate)  # it ends when its input does
        return process


NURSERY = Nursery()


class Fork:
    """One fork, asked about as `subprocess.Popen` is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Give how it ended, or nothing while it runs."""
        if self.returncode is None:
            self.returncode = NURSERY.ask(pid=self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Wait until it has ended."""
        until = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)
        return status


class Forked(ServiceProcess):
    """A replica of a service as everywhere, but that it starts loaded."""

    @property
    def loaded(self) -> tuple[str, ...]:
        """Name what the process that is forked has loaded already."""
        return ("chassis.ops.runner", "chassis.service")

    def _launched(self, environment: dict[str, str], log: Path) -> Fork:
        _, _, module, *arguments = self.command()
        pid = NURSERY.ask(
            module=module,
            arguments=arguments,
            loaded=self.loaded,
            environment=environment,
            folder=str(self.directory),
            log=str(log),
        )
        return Fork(pid)
