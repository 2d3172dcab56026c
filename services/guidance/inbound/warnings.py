"""What guidance reads of expression's early warnings."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

COMMUNITY = "440605124004"
WARNING = "440605124004-topics-parking-1"


@dataclass(frozen=True)
class WarningRaised(Inbound):
    """Topics or disputes build up in a place."""

    producer: ClassVar[str] = "expression"
    warning_id: str = described(WARNING, "the warning")
    category: str = described("parking", "what builds up")
    level: int = described(1, "1 to 3")
    from_level: int = described(0, "the level before; 0 where it is new")
    count: int = described(6, "how many in the last window")
    window_days: int = described(14, "the window, in days")
    topic_id: str | None = described("proactive-1", "the matter opened on it")
    division: str = described(COMMUNITY, "where")


@dataclass(frozen=True)
class WarningEnded(Inbound):
    """What built up fell again."""

    producer: ClassVar[str] = "expression"
    warning_id: str = described(WARNING, "the warning")
    division: str = described(COMMUNITY, "where")
