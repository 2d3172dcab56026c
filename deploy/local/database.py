"""SecantusDB: the MongoDB wire protocol as a process from the Python package index."""

import sys
from pathlib import Path

from .ports import LOOPBACK, answers, free_port
from .processes import Server


def at(port: int) -> str:
    """Give the address of a server of this kind.

    It keeps the reply of every write a driver may retry, and looks through all of them at each:
    without these it stays as fast as it begins. Nothing of ours leans on them; a write outside a
    transaction may be done twice.
    """
    return f"mongodb://{LOOPBACK}:{port}/?directConnection=true&retryWrites=false"


class Database(Server):
    """The database; a commit is on disk before it is confirmed."""

    def __init__(
        self,
        directory: Path,
        *,
        port: int = 0,
        python: str = sys.executable,
        test_commands: bool = False,
    ) -> None:
        super().__init__("secantus", directory)
        self.port = port or free_port()
        self._python = python
        self._test_commands = test_commands

    @property
    def uri(self) -> str:
        """Give the address services use."""
        return at(self.port)

    def command(self) -> list[str]:
        """Run it with commits that survive a power cut."""
        program = Path(__file__).with_name("embedded.py")
        test = ["--enable-test-commands"] if self._test_commands else []
        return [self._python, str(program), *self.options(), *test]

    def options(self) -> list[str]:
        """Say where it answers and where it keeps what it is given."""
        where = ["--host", LOOPBACK, "--port", str(self.port)]
        return [*where, "--storage-path", str(self.directory / "data")]

    def ready(self) -> bool:
        """Tell whether it takes connections."""
        return answers(self.port)
