"""Run a method of the service in a worker of its container and wait for what it gives."""

from typing import Any

from eventlet.event import Event


def run_in_worker(container: Any, entrypoint: Any, *args: Any) -> Any:
    """Run the entrypoint's method with these arguments; what it raises is raised here."""
    done: Event = Event()

    def handle_result(_worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is None:
            done.send(result)
        else:
            done.send_exception(exc_info[1])
        return None, None

    container.spawn_worker(entrypoint, args, {}, handle_result=handle_result)
    return done.wait()
