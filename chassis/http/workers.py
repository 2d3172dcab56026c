"""The desk of a running service: reads take a worker each, writes go to the group committer."""

from typing import Any

from chassis.errors import Overloaded
from chassis.http.call import Call
from chassis.http.command import Command
from chassis.work.committer import GroupCommitter
from chassis.work.spawn import run_in_worker


class WorkerDesk:
    """Hands requests to the workers of a container, and refuses when too many wait."""

    def __init__(
        self, container: Any, reads: Any, committer: GroupCommitter, *, most_reads: int
    ) -> None:
        """Let at most `most_reads` run or wait at a time."""
        self._container = container
        self._reads = reads
        self._committer = committer
        self._most_reads = most_reads
        self._reading = 0

    def read(self, method: str, call: Call, args: dict[str, str]) -> Any:
        """Run a read in a worker of its own."""
        if self._reading >= self._most_reads:
            raise Overloaded
        self._reading += 1
        try:
            return run_in_worker(self._container, self._reads, method, call, args)
        finally:
            self._reading -= 1

    def write(self, commands: list[Command]) -> None:
        """Settle commands together with those of others."""
        self._committer.submit(commands)
