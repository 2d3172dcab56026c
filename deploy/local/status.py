"""Says what is up, what is not, and where."""

import sys

from .stack import RUN, Stack


def main() -> int:
    """Print one line per server; status 1 when one of them is not ready."""
    if not (RUN / "stack.json").exists():
        print("nothing was started here: make run")
        return 1
    stack = Stack()
    servers = [server for server in (stack.broker, stack.database) if server]
    states = [(server, server.ready()) for server in [*servers, *stack.services, stack.gateway]]
    for server, ready in states:
        word = "ready" if ready else "not ready" if server.running() else "down"
        print(f"{server.name:<16} {word:<10} port {server.port}")
    return 0 if all(ready for _, ready in states) else 1


if __name__ == "__main__":
    sys.exit(main())
