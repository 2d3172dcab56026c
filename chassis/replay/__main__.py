"""The process of a replay: `python -m chassis.replay services.<name> <how> <id>`.

The service starts it. A shadow is filled by threads, which write while others fold; what delivers
again speaks to the broker, and its deadlines need eventlet.

Exit status: 0 all that was asked for is done, or is another's; 70 crashed; 78 settings refused.
"""

import os
import sys
import warnings

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the two lines above must come first

if __name__ == "__main__" and "again" in sys.argv[2:3]:
    eventlet.monkey_patch()  # before anything opens a socket or a lock

import importlib  # noqa: E402 - nothing may be imported before the patch
from typing import Any  # noqa: E402

from chassis.config import Settings, SettingsInvalid, load_settings  # noqa: E402
from chassis.errors import Unavailable  # noqa: E402
from chassis.ops.logging import configure_logging, get_logger  # noqa: E402
from chassis.ops.runner import CRASHED, MISCONFIGURED, service_class, spare_the_collector  # noqa: E402
from chassis.replay.history import FarBehind  # noqa: E402
from chassis.replay.progress import LetGo, Progress  # noqa: E402
from chassis.replay.replays import Replay, State  # noqa: E402
from chassis.replay.running import Run  # noqa: E402
from chassis.replay.verdict import Verdict  # noqa: E402
from chassis.replay.watching import JOB  # noqa: E402
from chassis.store.documents import from_document  # noqa: E402
from chassis.store.leases import Lease  # noqa: E402
from chassis.store.mongo import Mongo, connect  # noqa: E402

CONNECTIONS = 10
NICE = 5


def run(package: str, identity: str) -> int:
    """Do what was asked of a service."""
    try:
        settings = load_settings()
    except SettingsInvalid:
        return MISCONFIGURED
    name = package.rpartition(".")[2]
    configure_logging(
        name, instance=settings.instance, version=settings.version, level=settings.log_level
    )
    service = service_class(importlib.import_module(f"{package}.service"))
    spare_the_collector()
    try:
        _take_up(service, settings, identity)
    except LetGo:
        get_logger().info("replay-let-go")
    except Unavailable as error:
        get_logger().warning("replay-paused", error=str(error))
    except Exception:  # noqa: BLE001 - whatever it is, it is logged and the status says so
        get_logger().exception("crashed", while_doing="replay")
        return CRASHED
    return 0


def _take_up(service: Any, settings: Settings, identity: str) -> None:
    client = connect(
        settings.mongo_uri,
        deadline_seconds=settings.database_deadline_seconds,
        most_connections=CONNECTIONS,
    )
    live = Mongo(client, service.name)
    lease = Lease(live.database, JOB, f"{settings.instance}-replay")
    if not lease.take(settings.lease_seconds):
        return
    for row in live.fetch("replays", [identity]):
        progress = Progress(live.database["replays"], identity, lease, settings.lease_seconds)
        _do(Run(service, live, settings), from_document(row, Replay), progress)
    lease.release()


def _do(run: Run, replay: Replay, progress: Progress) -> None:
    get_logger().info("replay", id=replay.id, start=replay.start, to_shadow=replay.to_shadow)
    try:
        progress.end(run.do(replay, progress))
    except (LetGo, Unavailable):
        raise
    except FarBehind as error:
        progress.end(Verdict((str(error),), 1), State.FAILED)
    except Exception as error:
        said = f"it ended with a fault, see the log: {type(error).__name__}: {str(error)[:300]}"
        progress.end(Verdict((said,), 1), State.FAILED)
        raise


if __name__ == "__main__":
    os.nice(NICE)
    sys.stdout.flush()
    os._exit(run(sys.argv[1], sys.argv[3]))
