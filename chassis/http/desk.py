"""Where the edge hands requests on: to workers in a service, straight to the service in tests."""

from typing import Any, Protocol

from chassis.http.call import Call
from chassis.http.command import Command


class Desk(Protocol):
    """Does what a request asks for."""

    def read(self, method: str, call: Call, args: dict[str, str]) -> Any:
        """Run a read and give what it returns; `call.work` is set by then."""

    def write(self, commands: list[Command]) -> None:
        """Settle every command, or raise Unavailable or Overloaded."""
