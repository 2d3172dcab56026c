"""What would keep everybody waiting is worked out in a process of its own, which ends with it.

The interpreter of a service does one thing at a time: a calculation of a second in it, in a thread
of it too, delays every request and every heartbeat by as much.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, overload

import orjson
from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.work.alone import function_of

DEADLINE_SECONDS = 60.0
# one core at most: the others belong to those who wait for an answer
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Ask = Callable[[Any, Any], Any]


class Apart(DependencyProvider):
    """Gives a function of the service to be run elsewhere: on the database, with what is asked.

    The function is named as `module:function` within the service's package, so that what it needs
    is not loaded here. It takes a `Backend` and something that JSON can say, and gives the like.
    """

    def __init__(self, function: str) -> None:
        """Name the function."""
        self.function = function

    def setup(self) -> None:
        """Begin with nothing under way."""
        self._settings: Settings = self.container.config["settings"]
        self._under_way: set[subprocess.Popen[bytes]] = set()

    def stop(self) -> None:
        """End what is under way; nothing of it was kept, and whoever asked asks again."""
        for process in tuple(self._under_way):
            process.kill()

    def kill(self) -> None:
        """End at once."""
        self.stop()

    def get_dependency(self, _worker_ctx: Any) -> Ask:
        """Give what asks another process."""
        return self._ask

    def _ask(self, _work: Any, asked: Any) -> Any:
        told = {
            "mongo_uri": self._settings.mongo_uri,
            "deadline_seconds": self._settings.database_deadline_seconds,
            "database": self.container.service_name,
            "asked": asked,
        }
        package = _package(self.container.service_cls)
        command = [sys.executable, "-m", "chassis.work.alone", package, self.function]
        process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            env=os.environ | ONE_THREAD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._under_way.add(process)
        try:
            return orjson.loads(self._answered(process, orjson.dumps(told)))
        finally:
            self._under_way.discard(process)

    def _answered(self, process: subprocess.Popen[bytes], told: bytes) -> bytes:
        try:
            answer, _ = process.communicate(told, timeout=DEADLINE_SECONDS)
        except BaseException as error:
            process.kill()
            process.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                raise Unavailable(f"{self.function} took too long") from error
            raise
        if process.returncode:
            raise Unavailable(f"{self.function} ended with status {process.returncode}, see above")
        return answer

    def in_memory(self, service_cls: type) -> Ask:
        """Let tests work it out here, on their own database, through JSON all the same."""
        function = function_of(_package(service_cls), self.function)
        return lambda work, asked: orjson.loads(orjson.dumps(function(work.backend, asked)))

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "Apart": ...
        @overload
        def __get__(self, service: object, owner: type) -> Ask: ...
        def __get__(self, service: object, owner: type) -> Any: ...


def _package(service_cls: type) -> str:
    return service_cls.__module__.rpartition(".")[0]
