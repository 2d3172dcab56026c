"""The services of this project as processes, each by the chassis' own runner."""

import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

from .ports import LOOPBACK, free_port
from .processes import Server

ROOT = Path(__file__).resolve().parents[2]
FIRST = ("participation", "expression", "collaboration", "guidance")


def service_names() -> list[str]:
    """List the services there are; the four systems come first, in the order of their ports."""
    there = {path.parent.name for path in (ROOT / "services").glob("*/service.py")}
    return [name for name in FIRST if name in there] + sorted(there - set(FIRST))


class ServiceProcess(Server):
    """One replica of one service."""

    def __init__(
        self,
        name: str,
        directory: Path,
        *,
        port: int = 0,
        env: dict[str, str] | None = None,
        python: str = sys.executable,
        replica: str = "",
    ) -> None:
        super().__init__(f"{name}{replica and '-'}{replica}", directory)
        self.service = name
        self.port = port or free_port()
        self.env = env or {}
        self._python = python

    @property
    def url(self) -> str:
        """Give the address of its own HTTP."""
        return f"http://{LOOPBACK}:{self.port}"

    def command(self) -> list[str]:
        """Run the service in a process of its own."""
        package = self.service if "." in self.service else f"services.{self.service}"
        return [self._python, "-m", "chassis.ops.runner", package]

    def environment(self) -> dict[str, str]:
        """Say where everything is; the caller's settings go last."""
        return {
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "GONGZHI_HTTP_HOST": LOOPBACK,
            "GONGZHI_HTTP_PORT": str(self.port),
        } | self.env

    def ready(self) -> bool:
        """Tell whether it says that it can be sent work."""
        return self._status("/readyz") == 200  # noqa: PLR2004 - HTTP's word for yes

    def live(self) -> bool:
        """Tell whether it says that it need not be restarted."""
        return self._status("/livez") == 200  # noqa: PLR2004 - HTTP's word for yes

    def sources(self) -> str:
        """Give the newest change of the code it was started from."""
        own = ROOT / "services" / self.service
        files = [*(ROOT / "chassis").rglob("*.py"), *own.rglob("*.py"), *own.rglob("*.json")]
        return str(max(file.stat().st_mtime_ns for file in files))

    def _status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=2) as answer:
                return int(answer.status)
        except (URLError, OSError, ValueError):
            return 0
