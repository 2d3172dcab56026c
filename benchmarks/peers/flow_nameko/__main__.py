"""Runs one of the services as `nameko run` does: `python -m benchmarks.peers.flow_nameko NAME`."""

import os

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
import eventlet

eventlet.monkey_patch()

import logging  # noqa: E402
import sys  # noqa: E402

from nameko.cli.run import import_service, run  # noqa: E402


def main() -> None:
    """Run until told to stop: SIGTERM stops the services as it does under `nameko run`."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    config = {
        "AMQP_URI": os.environ["AMQP_URI"],
        "WEB_SERVER_ADDRESS": f"127.0.0.1:{os.environ['PORT']}",
        "max_workers": int(os.environ.get("BENCH_NAMEKO_WORKERS", "10")),  # nameko's own default
    }
    run(import_service(f"benchmarks.peers.flow_nameko.{sys.argv[1]}"), config)


if __name__ == "__main__":
    main()
