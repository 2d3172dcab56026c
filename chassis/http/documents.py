"""The descriptions a service gives of itself, written when they are first asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from chassis.http.openapi import openapi_document
from chassis.http.replies import Reply, as_json

OPENAPI, ASYNCAPI = "/openapi.json", "/asyncapi.json"


class Documents:
    """What a service answers over HTTP, and what it announces and hears over the broker."""

    paths = (OPENAPI, ASYNCAPI)

    def __init__(self, service_cls: type) -> None:
        """Describe this service."""
        self._service_cls = service_cls
        self._written: dict[str, Reply] = {}

    def show(self, path: str) -> Reply:
        """Give a description as JSON."""
        if path not in self._written:
            write = _asyncapi if path == ASYNCAPI else openapi_document
            self._written[path] = Reply(200, as_json(write(self._service_cls)))
        return self._written[path]


def _asyncapi(service_cls: type) -> Any:
    # the messages are described beside the broker's parts, which tests of HTTP need not load
    describe: Callable[[type], Any] = import_module("chassis.asyncapi").asyncapi_document
    return describe(service_cls)
