"""SecantusDB as the process of an embedded run: its own program leaves too little to choose.

Started as a program, it sweeps once a minute: it reads every collection whose rows expire, and
until the next sweep holds the page where it stopped. A page that grows meanwhile cannot be written
away, and each insert waits for it, a hundred times longer than the insert takes. Rows of an
embedded run therefore stay. A transaction left behind by a process that died holds what it touched
for ten seconds, as in the deployment, not for sixty.
"""

import argparse
import logging
import signal
import sys

from secantus.server import SecantusDBServer

NO_SWEEP = 0.0
TRANSACTION_SECONDS = 10.0


def main() -> None:
    """Serve until told to stop; a commit is on disk before it is confirmed."""
    asked = _options()
    logging.basicConfig(level="WARNING", format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    server = SecantusDBServer(
        host=asked.host,
        port=asked.port,
        storage_path=asked.storage_path,
        enable_test_commands=asked.enable_test_commands,
        sync_on_commit=True,
        ttl_sweep_seconds=NO_SWEEP,
        transaction_lifetime_seconds=asked.transaction_seconds,
    )
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: (server.stop(), sys.exit(0)))
    server.start()
    server.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--storage-path", required=True)
    parser.add_argument("--transaction-seconds", type=float, default=TRANSACTION_SECONDS)
    parser.add_argument("--enable-test-commands", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
