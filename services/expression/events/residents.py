"""What is announced of residents' own data."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT


@dataclass(frozen=True)
class VoicesForgotten(Event):
    """The receipt for an erasure: what the resident said and voted is nobody's from now on."""

    resident_id: str = described(RESIDENT, "the id that leads to nobody any more")
    cut_off: dict[str, int] = described({"statements": 3, "votes": 12}, "how much, by kind")
    forgotten_at: datetime = described(MORNING, "when nothing was left")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class VoicesCopied(Event):
    """Somebody took a copy of a resident's words and votes along: a look, for the access log."""

    resident_id: str = described(RESIDENT, "whose")
    copied_by: str = described(RESIDENT, "who, by the `sub` of their token")
    copied_as: str = described("self", "self, guardian, or the role of staff")
    copied_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, "where the resident lives")
