"""意见群组: who votes alike on a topic, what each group says, and what all groups share.

No voter and nobody's place is in here, and no group that is too small to be shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..topics.votes import Choice

# below it a number may point at somebody; as in every public figure
LEAST_SHOWN = 5
FEWEST_VOTERS = 2 * LEAST_SHOWN


@dataclass(frozen=True)
class Representative:
    """A statement that sets a group apart: its members take this side more than others do."""

    statement_id: str
    choice: Choice
    share: float
    times_others: float


@dataclass(frozen=True)
class OpinionGroup:
    """Voters who vote alike; the first group is the largest."""

    number: int
    members: int
    representative: tuple[Representative, ...] = ()


@dataclass(frozen=True)
class GroupVotes:
    """How the members of one group voted on one statement."""

    agree: int
    disagree: int
    passed: int


@dataclass(frozen=True)
class StatementOpinion:
    """What each group says of a statement, in the order of the groups, and the consensus of all."""

    statement_id: str
    consensus: float
    groups: tuple[GroupVotes, ...]


@dataclass(frozen=True)
class Shared:
    """A statement on which every group takes the same side."""

    statement_id: str
    choice: Choice
    consensus: float


@dataclass(frozen=True)
class Grouping:
    """The opinion groups of a topic as of one moment, and how many votes they were found from.

    `others` are in none of the groups: they voted on too little, or stand in too small a group.
    """

    id: str
    division: str
    computed_at: datetime | None = None
    voters: int = 0
    votes: int = 0
    groups: tuple[OpinionGroup, ...] = ()
    others: int = 0
    quality: float | None = None
    shared: tuple[Shared, ...] = ()
    statements: tuple[StatementOpinion, ...] = ()


def may_have_groups(voters: Iterable[int]) -> bool:
    """Tell whether there can be two groups large enough to be shown."""
    return sum(voters) >= FEWEST_VOTERS
