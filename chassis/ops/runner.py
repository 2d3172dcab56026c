"""Runs one service in one process: `python -m chassis.ops.runner services.<name>`.

Exit status: 0 stopped clean, 75 stopped with work left over at the deadline (others take it up),
70 crashed, 78 the settings make no sense (the list of all errors is on standard error).
"""

import os
import sys
import warnings

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the two lines above must come first

if __name__ == "__main__":
    eventlet.monkey_patch()  # before anything opens a socket or a lock

import gc  # noqa: E402 - nothing may be imported before the patch
import importlib  # noqa: E402
import inspect  # noqa: E402
import resource  # noqa: E402
import signal  # noqa: E402
from types import ModuleType  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402

from chassis.config import Settings, SettingsInvalid, load_settings  # noqa: E402
from chassis.ops.health import Health  # noqa: E402
from chassis.ops.lag import HubLag  # noqa: E402
from chassis.ops.logging import configure_logging, get_logger  # noqa: E402
from chassis.ops.metrics import Metrics  # noqa: E402

CLEAN, CRASHED, DRAINED_LATE, MISCONFIGURED = 0, 70, 75, 78
KILL_SECONDS = 3.0
COLLECTOR_THRESHOLDS = (20_000, 20, 20)  # a batch makes many objects that die with it
POLL_SECONDS = 0.05


def service_class(module: ModuleType) -> type:
    """Find the one class with a service's `name` that a module defines."""
    found = [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if member.__module__ == module.__name__ and isinstance(vars(member).get("name"), str)
    ]
    if len(found) != 1:
        raise LookupError(f"{module.__name__} should define one service, it defines {len(found)}")
    return found[0]


def nameko_config(settings: Settings, service: str) -> dict[str, Any]:
    """Say to nameko and to the chassis' extensions what they are to work with."""
    return {
        "AMQP_URI": settings.amqp_uri,
        "HEARTBEAT": settings.heartbeat_seconds,
        "WEB_SERVER_ADDRESS": f"{settings.http_host}:{settings.http_port}",
        "max_workers": settings.max_workers,
        "settings": settings,
        "health": Health(),
        "metrics": Metrics(service, version=settings.version, instance=settings.instance),
    }


class Runner:
    """One container from start to end, told to stop by SIGTERM or SIGINT."""

    def __init__(
        self, container: ServiceContainer, *, health: Health, drain_seconds: float
    ) -> None:
        self.container = container
        self.health = health
        self.drain_seconds = drain_seconds
        self.signals = 0
        self.log = get_logger()

    def run(self) -> int:
        """Start, wait for a signal or a crash, stop; give the exit status."""
        try:
            self.container.start()
            self.log.info("started")
            waiter = eventlet.spawn(self.container.wait)
            while not self.signals and not waiter.dead:
                eventlet.sleep(POLL_SECONDS)
            if waiter.dead:
                waiter.wait()
        except Exception:
            self.log.exception("crashed")
            return CRASHED
        return self._drain() if self.signals else CLEAN

    def on_signal(self, _number: int, _frame: object) -> None:
        """Begin to stop; a second signal stops at once."""
        self.signals += 1
        self.health.drain()

    def _drain(self) -> int:
        self.log.info("draining", deadline_seconds=self.drain_seconds)
        stopper = eventlet.spawn(self.container.stop)
        with eventlet.Timeout(self.drain_seconds, exception=False):
            while not stopper.dead and self.signals == 1:
                eventlet.sleep(POLL_SECONDS)
        if not stopper.dead:
            return self._kill()
        try:
            stopper.wait()
        except Exception:
            self.log.exception("crashed", while_doing="draining")
            return CRASHED
        self.log.info("stopped")
        return CLEAN

    def _kill(self) -> int:
        self.log.warning("drained-late")
        with eventlet.Timeout(KILL_SECONDS, exception=False):
            self.container.kill()
        return DRAINED_LATE


def run(package: str) -> int:
    """Run the service a package holds until it is told to stop."""
    try:
        settings = load_settings()
    except SettingsInvalid as wrong:
        sys.stderr.write("".join(f"{line}\n" for line in ["settings refused:", *wrong.errors]))
        return MISCONFIGURED
    name = package.rpartition(".")[2]
    configure_logging(
        name, instance=settings.instance, version=settings.version, level=settings.log_level
    )
    try:
        runner = _made(package, name, settings)
    except Exception:  # noqa: BLE001 - whatever it is, it is logged and the status says so
        get_logger().exception("crashed", while_doing="loading")
        return CRASHED
    spare_the_collector()
    allow_open_files()
    signal.signal(signal.SIGTERM, runner.on_signal)
    signal.signal(signal.SIGINT, runner.on_signal)
    return runner.run()


def spare_the_collector() -> None:
    """Keep it from looking at all that was imported: it took a tenth of the time of a batch."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR_THRESHOLDS)


def allow_open_files() -> None:
    """Let this process hold as many connections as whoever started it may allow: all at most."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    except (OSError, ValueError):  # some systems name no number, and allow a smaller one
        get_logger().info("open-files-as-they-are")


def _made(package: str, name: str, settings: Settings) -> Runner:
    config = nameko_config(settings, name)
    HubLag(config["metrics"], config["health"]).start()
    service = service_class(importlib.import_module(f"{package}.service"))
    container = ServiceContainer(service, config=config)
    return Runner(container, health=config["health"], drain_seconds=settings.drain_seconds)


def main(arguments: list[str]) -> None:
    """Run the service named on the command line, or by GONGZHI_SERVICE as in an image."""
    named = arguments or [os.environ.get("GONGZHI_SERVICE", "")]
    if len(named) != 1 or not named[0]:
        sys.stderr.write("usage: python -m chassis.ops.runner services.<name>\n")
        sys.exit(MISCONFIGURED)
    status = run(named[0])
    sys.stdout.flush()
    # threads of the database driver may still wait for a server that is gone: the deadline stands
    os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1:])
