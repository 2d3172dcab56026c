"""Which documents a query finds: the part of MongoDB's language that services may use."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from chassis.store.writes import Document

MISSING = object()


def _compare(relation: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def holds(value: Any, limit: Any) -> bool:
        return value is not MISSING and value is not None and relation(value, limit)

    return holds


def _equal(value: Any, wanted: Any) -> bool:
    if isinstance(value, list) and not isinstance(wanted, list):
        return wanted in value
    return (None if value is MISSING else value) == wanted


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": _equal,
    "$ne": lambda value, wanted: not _equal(value, wanted),
    "$in": lambda value, wanted: any(_equal(value, one) for one in wanted),
    "$lt": _compare(lambda value, limit: value < limit),
    "$lte": _compare(lambda value, limit: value <= limit),
    "$gt": _compare(lambda value, limit: value > limit),
    "$gte": _compare(lambda value, limit: value >= limit),
    "$exists": lambda value, wanted: (value is not MISSING) == wanted,
    "$regex": lambda value, pattern: isinstance(value, str) and bool(re.search(pattern, value)),
}


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """Give the value at a dotted path, MISSING where there is none."""
    value: Any = document
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return value


def matches(document: Document, query: Mapping[str, Any]) -> bool:
    """Tell whether a document meets every condition of a query."""
    return all(_condition(document, path, wanted) for path, wanted in query.items())


def _condition(document: Document, path: str, wanted: Any) -> bool:
    if path == "$or":
        return any(matches(document, one) for one in wanted)
    return _meets(value_at(document, path), wanted)


def _meets(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping) and wanted and all(k.startswith("$") for k in wanted):
        return all(OPERATORS[operator](value, limit) for operator, limit in wanted.items())
    return _equal(value, wanted)
