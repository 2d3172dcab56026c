"""Views of votes as they were cast, for those who carry a deliberation elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from ..domain.topics.votes import Choice


@dataclass(frozen=True)
class VoteTold:
    """One vote as it was cast; a change of mind is another."""

    voter_id: str
    statement_id: str
    choice: Choice
    cast_at: datetime
    order: int


@dataclass(frozen=True)
class VoterTold:
    """Every vote of one voter on a topic that stands, and of residents here the earlier ones."""

    voter_id: str
    votes: list[VoteTold]
