"""A handler with a bug, in the test build only: it fails for events whose id asks for it."""

from typing import Any

from chassis.messaging.message import Heard

FATAL = "bug-"


def install() -> None:
    """Let every handler fail for such events; the product makes no such id."""
    apply = Heard.apply

    def failing(self: Heard, service: Any) -> None:
        if self.event.meta.id.startswith(FATAL):
            raise ZeroDivisionError("a bug of the handler")
        apply(self, service)

    Heard.apply = failing  # type: ignore[method-assign]
