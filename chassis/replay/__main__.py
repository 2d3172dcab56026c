"""The process of a replay: `python -m chassis.replay services.<name>`, started by the service.

Exit status: 0 all that was asked for is done, or is another's; 70 crashed; 78 settings refused.
"""

import os
import sys
import warnings

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the two lines above must come first

eventlet.monkey_patch()  # before anything opens a socket or a lock

import importlib  # noqa: E402 - nothing may be imported before the patch
from typing import Any  # noqa: E402

from chassis.config import Settings, SettingsInvalid, load_settings  # noqa: E402
from chassis.errors import Unavailable  # noqa: E402
from chassis.ops.logging import configure_logging, get_logger  # noqa: E402
from chassis.ops.runner import CRASHED, MISCONFIGURED, service_class  # noqa: E402
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


def run(package: str) -> int:
    """Do what was asked of a service, the oldest first."""
    try:
        settings = load_settings()
    except SettingsInvalid:
        return MISCONFIGURED
    name = package.rpartition(".")[2]
    configure_logging(
        name, instance=settings.instance, version=settings.version, level=settings.log_level
    )
    service = service_class(importlib.import_module(f"{package}.service"))
    try:
        _run_all(service, settings)
    except LetGo:
        get_logger().info("replay-let-go")
    except Unavailable as error:
        get_logger().warning("replay-paused", error=str(error))
    except Exception:  # noqa: BLE001 - whatever it is, it is logged and the status says so
        get_logger().exception("crashed", while_doing="replay")
        return CRASHED
    return 0


def _run_all(service: Any, settings: Settings) -> None:
    client = connect(
        settings.mongo_uri,
        deadline_seconds=settings.database_deadline_seconds,
        most_connections=CONNECTIONS,
    )
    live = Mongo(client, service.name)
    lease = Lease(live.database, JOB, f"{settings.instance}-replay")
    if not lease.take(settings.lease_seconds):
        return
    for row in live.search("replays", {"state": State.RUNNING.value}, [("_id", 1)], 10):
        replay = from_document(row, Replay)
        progress = Progress(
            live.database["replays"], replay.id, lease, seconds=settings.lease_seconds
        )
        _run_one(Run(service, live, settings), replay, progress)
    lease.release()


def _run_one(run: Run, replay: Replay, progress: Progress) -> None:
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
    status = run(sys.argv[1])
    os._exit(status)
