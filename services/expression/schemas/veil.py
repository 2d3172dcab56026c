"""Bodies and views of looking behind the name a speaker goes by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from . import limits


@dataclass(frozen=True)
class LookBehind:
    """An official says why they need to know who spoke."""

    reason: Annotated[str, limits.REASON] = described("电话回访", "what it is needed for")
    statement_id: Annotated[str, limits.IDENTITY] | None = described(
        None, "the statement; none for who raised the topic", default=None
    )


@dataclass(frozen=True)
class Revealed:
    """Who spoke, and the line of the log that says who asked."""

    look_id: str
    resident_id: str


@dataclass(frozen=True)
class LookView:
    """One look behind a name; whose it was, they know who read it as their own."""

    id: str
    division: str
    topic_id: str
    statement_id: str | None
    looked_by: str
    reason: str
    at: datetime
