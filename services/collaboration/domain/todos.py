"""What a body is nudged to do."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Todo:
    """One thing a body owes, as guidance reminded it."""

    id: str
    division: str
    owner: str
    about_id: str
    reason: str
    level: int
    noted_at: datetime
    done_at: datetime | None = None


def note(known: Todo | None, *, fresh: Todo) -> Todo:
    """Put a nudge on the list of its body, once."""
    return known or fresh


def settle(todo: Todo, *, now: datetime) -> Todo:
    """Take something off the list; the first time counts."""
    return replace(todo, done_at=todo.done_at or now)
