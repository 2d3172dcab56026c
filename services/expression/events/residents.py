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
