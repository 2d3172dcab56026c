"""不打击报复: who spoke is hidden from all who answer for a place, and what was said never is.

A speaker goes by one name within a topic and by another in the next: without the service's key
nobody can tell that the two are one person.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from ..topics.moves import NOT_RESIDENTS
from ..topics.topic import Topic

SPEAKERS = frozenset({"raised_by", "made_by", "voter_id", "voices", "monitors"})
PERHAPS = frozenset({"actor", "owner", "reported_by"})  # residents, staff or bodies
NAMES = SPEAKERS | PERHAPS
SPEAKER = "speaker:"


@dataclass(frozen=True)
class Look:
    """One time somebody looked behind the veil: who, at whom, on what, and why."""

    id: str
    resident_id: str
    division: str
    topic_id: str
    statement_id: str | None
    looked_by: str
    reason: str
    at: datetime


def topic_named(shown: Any) -> str | None:
    """Name the topic that something shown belongs to."""
    if isinstance(shown, Topic):
        return shown.id
    told = shown if isinstance(shown, Mapping) else {"topic_id": getattr(shown, "topic_id", None)}
    return told.get("topic_id")


def people_in(shown: Any, names: frozenset[str]) -> Iterator[str]:
    """Give the ids that stand under some names, wherever in what is shown."""
    for name, value in _parts(shown):
        if name not in names:
            yield from people_in(value, names)
        elif isinstance(value, str):
            yield value
        elif value:
            yield from value


def veiled(shown: Any, named: Callable[[str], str]) -> Any:
    """Put the name somebody goes by in the place of who they are, wherever it stands."""
    if isinstance(shown, Mapping):
        return {name: _part(name, value, named) for name, value in shown.items()}
    if isinstance(shown, list | tuple):
        return type(shown)(veiled(one, named) for one in shown)
    if not is_dataclass(shown) or isinstance(shown, type):
        return shown
    parts = {name: (value, _part(name, value, named)) for name, value in _parts(shown)}
    changes = {name: after for name, (before, after) in parts.items() if after is not before}
    return replace(shown, **changes) if changes else shown


def is_resident(who: str) -> bool:
    """Tell whether an id may be a resident's: those of imports and of the erased lead to nobody."""
    return bool(who) and not who.startswith((*NOT_RESIDENTS, SPEAKER))


def _part(name: str, value: Any, named: Callable[[str], str]) -> Any:
    if name not in NAMES or not value:
        return veiled(value, named)
    return named(value) if isinstance(value, str) else type(value)(map(named, value))


def _parts(shown: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(shown, Mapping):
        yield from shown.items()
    elif isinstance(shown, list | tuple):
        yield from (("", one) for one in shown)
    elif is_dataclass(shown) and not isinstance(shown, type):
        yield from ((one.name, getattr(shown, one.name)) for one in fields(shown))
