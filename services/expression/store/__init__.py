"""Where expression keeps its topics, what was said on them, and every vote."""

from .participants import Communities, Forgettings, Residents, Rulebooks
from .sketches import Sketches
from .topics import Proposals, Topics
from .votes import Ballots, ImportedVotes, Statements, StatementTotals, TopicTotals, Votes

__all__ = [
    "Ballots",
    "Communities",
    "Forgettings",
    "ImportedVotes",
    "Proposals",
    "Residents",
    "Rulebooks",
    "Sketches",
    "StatementTotals",
    "Statements",
    "TopicTotals",
    "Topics",
    "Votes",
]
