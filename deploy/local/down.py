"""Ends everything that was started here and leaves the data; `--wipe` removes that too."""

import shutil
import signal
import sys

from .containers import BrokerContainer, DatabaseContainer
from .stack import BROKER_PORT, DATABASE_PORT, RUN, found


def main(arguments: list[str]) -> int:
    """End the run."""
    servers = found()
    services = [server for server in servers if server.directory.name == "services"]
    for service in services:
        service.signal(signal.SIGTERM)
    for server in servers:
        server.stop()
        print(f"stopped {server.name}", flush=True)
    _containers(wipe="--wipe" in arguments)
    if "--wipe" in arguments:
        shutil.rmtree(RUN, ignore_errors=True)
        print(f"removed {RUN}")
    return 0


def _containers(*, wipe: bool) -> None:
    kept = RUN / "servers"
    if not kept.exists() or kept.read_text() != "containers":
        return
    for container in (BrokerContainer(port=BROKER_PORT), DatabaseContainer(port=DATABASE_PORT)):
        container.stop()
        if wipe:
            container.remove()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
