"""What is announced of statements that were hidden, appealed for, reworded."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, TOPIC

SAID = "the statement"


@dataclass(frozen=True)
class StatementHidden(Event):
    """A statement was hidden for a published reason; its author can have that reviewed."""

    statement_id: str = described("statement-1", SAID)
    topic_id: str = described("topic-1", TOPIC)
    reason: str = described("personal_data", "one of the reasons of the standard")
    words: str = described("写出了他人的电话", "why, in words")
    appeal_until: datetime = described(MORNING, "until when its author can appeal")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HidingAppealed(Event):
    """The author of a hidden statement asked another than who hid it to look again."""

    statement_id: str = described("statement-1", SAID)
    topic_id: str = described("topic-1", TOPIC)
    decide_by: datetime = described(MORNING, "when an answer is owed; then it is restored")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class HidingSettled(Event):
    """It was decided whether a hidden statement stays hidden."""

    statement_id: str = described("statement-1", SAID)
    topic_id: str = described("topic-1", TOPIC)
    restored: bool = described(True, "whether it is shown again")
    in_time: bool = described(True, "whether somebody decided; else the deadline did")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class StatementReworded(Event):
    """The author of a statement worded it anew; the earlier wording stays to be read."""

    statement_id: str = described("statement-1", SAID)
    topic_id: str = described("topic-1", TOPIC)
    number: int = described(2, "which wording it is now")
    votes_before: int = described(0, "votes that were given to earlier wordings")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReworded(Event):
    """Who raised a topic worded it anew before it was taken up; the earlier wording stays."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门夜间停车", "the topic in one line, as it is now")
    number: int = described(2, "which wording it is now")
    division: str = described(COMMUNITY, PLACE)
