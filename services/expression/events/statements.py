"""What is announced of residents' statements and votes."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, ORIGIN, PLACE, RESIDENT, TOPIC


@dataclass(frozen=True)
class StatementMade(Event):
    """Somebody said something on a topic."""

    statement_id: str = described("statement-1", "the statement")
    topic_id: str = described("topic-1", TOPIC)
    made_by: str = described(RESIDENT, "who spoke")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class VoteCast(Event):
    """Somebody agreed, disagreed or passed, on a statement or on the resolution."""

    vote_id: str = described("vote-1", "the vote")
    topic_id: str = described("topic-1", TOPIC)
    statement_id: str | None = described("statement-1", "the statement; none for the resolution")
    voter_id: str = described(RESIDENT, "who voted")
    choice: str = described("agree", "agree, disagree or pass")
    origin: str = described("resident", ORIGIN)
    cast_at: datetime = described(MORNING, "when the vote was cast")
    division: str = described(COMMUNITY, PLACE)
