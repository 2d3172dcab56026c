"""Log lines as JSON on standard output, ours and the libraries' alike, without personal data."""

import logging
import re
import sys
from collections.abc import Callable, MutableMapping
from typing import Any, TextIO

import orjson
import structlog

WITHHELD = "[withheld]"
PERSONAL = frozenset({"address", "body", "id_number", "phone", "real_name"})
SECRET = frozenset({"authorization", "cookie", "password", "secret", "token"})
CREDENTIALS = re.compile(r"(?<=://)[^/@\s]*@")
QUIET = {
    "amqp": logging.WARNING,
    "kombu": logging.WARNING,
    "nameko.containers": logging.ERROR,  # it warns of every refusal, with a traceback
    "pymongo": logging.WARNING,
}

Line = MutableMapping[str, Any]
Processor = Callable[[Any, str, Line], Line]


def configure_logging(
    service: str, *, instance: str, version: str, level: str = "info", stream: TextIO | None = None
) -> None:
    """Send every line, ours and the libraries', to one place in one shape."""
    shared = _processors({"service": service, "instance": instance, "version": version})
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    _take_over_the_root(shared, level=level, stream=stream or sys.stdout)


def get_logger(**known: Any) -> Any:
    """Give a logger; `known` goes into each of its lines."""
    return structlog.get_logger(**known)


def trace_context(**known: Any) -> Any:
    """Put `trace_id`, event id and the like into every line written inside a `with` block."""
    return structlog.contextvars.bound_contextvars(**known)


def without_secrets(_logger: Any, _method: str, line: Line) -> Line:
    """Withhold what must never reach a log, whoever wrote the line."""
    for key, value in line.items():
        if key in PERSONAL or key in SECRET:
            line[key] = WITHHELD
        elif isinstance(value, str):
            line[key] = CREDENTIALS.sub(f"{WITHHELD}@", value)
    return line


def _processors(constants: dict[str, str]) -> list[Any]:
    def add_constants(_logger: Any, _method: str, line: Line) -> Line:
        return {**constants, **line}

    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        add_constants,
    ]


def _take_over_the_root(shared: list[Any], *, level: str, stream: TextIO) -> None:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_secrets,
            structlog.processors.JSONRenderer(serializer=_as_text),
        ],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def _as_text(line: Line, **_options: Any) -> str:
    return orjson.dumps(line, default=repr, option=orjson.OPT_NON_STR_KEYS).decode()
