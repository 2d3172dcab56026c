"""Run a method of the service in a worker of its container and wait for what it gives."""

from typing import Any

from eventlet.event import Event
from nameko.exceptions import ContainerBeingKilled

from chassis.errors import Unavailable


def run_in_worker(container: Any, entrypoint: Any, *args: Any) -> Any:
    """Run the entrypoint's method with these arguments; what it raises is raised here."""
    done: Event = Event()

    def handle_result(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is None:
            done.send(result)
        else:
            done.send_exception(exc_info[1])
        return None, None

    def died(_thread: Any) -> None:
        if not done.ready():
            done.send_exception(Unavailable("the worker died"))

    try:
        worker = container.spawn_worker(entrypoint, args, {}, handle_result=handle_result)
    except ContainerBeingKilled as error:
        raise Unavailable("the service is being stopped") from error
    # a killed worker calls nobody back: nobody may wait for it in vain
    container._worker_threads[worker].link(died)  # noqa: SLF001 - Nameko has no public way
    return done.wait()
