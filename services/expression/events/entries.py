"""What is announced of voices that were entered on a resident's behalf."""

from dataclasses import dataclass

from chassis.events import Event, described

from .words import COMMUNITY, PLACE, TOPIC


@dataclass(frozen=True)
class EntryAnswered(Event):
    """A resident confirmed, corrected or took back what was entered on their behalf."""

    entry_id: str = described("statement-1", "the topic or statement that was entered")
    topic_id: str = described("topic-1", TOPIC)
    answer: str = described("corrected", "confirmed, corrected or withdrawn")
    body: str = described("captain", "the kind of body that had entered it")
    division: str = described(COMMUNITY, PLACE)
