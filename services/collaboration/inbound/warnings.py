"""What collaboration reads of expression's early warnings."""

from dataclasses import dataclass
from typing import ClassVar

from chassis.events import Inbound, described

from .expression import COMMUNITY

WARNING = "440605124004-topics-parking-1"


@dataclass(frozen=True)
class WarningRaised(Inbound):
    """Topics or disputes build up in a place: a team is invited to see to it in time."""

    producer: ClassVar[str] = "expression"
    warning_id: str = described(WARNING, "the warning")
    category: str = described("parking", "what builds up")
    level: int = described(1, "1 to 3")
    count: int = described(6, "how many in the last window")
    division: str = described(COMMUNITY, "where")


@dataclass(frozen=True)
class WarningEnded(Inbound):
    """What built up fell again: no team is wanted any more."""

    producer: ClassVar[str] = "expression"
    warning_id: str = described(WARNING, "the warning")
    division: str = described(COMMUNITY, "where")
