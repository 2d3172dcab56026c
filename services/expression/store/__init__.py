"""Where expression keeps its topics, what was said on them, and every vote."""

from .groupings import Groupings
from .moderation import EarlierWordings, Moderations
from .objections import Objections
from .participants import Communities, Forgettings, Residents, Rulebooks
from .reassessments import Opinions
from .service_requests import Callbacks, EchoedTopics, ServiceRequests
from .sketches import Sketches
from .special import Answers, AnswerTotals, Consultations, OpenTexts
from .tellings import Concerns, Follows, Tellings
from .topics import Proposals, Topics
from .veil import SpeakerLooks
from .votes import Ballots, ImportedVotes, Statements, StatementTotals, TopicTotals, Votes
from .warnings import OccurrenceDays, Occurrences, Walks, Warnings

__all__ = [
    "AnswerTotals",
    "Answers",
    "Ballots",
    "Callbacks",
    "Communities",
    "Concerns",
    "Consultations",
    "EarlierWordings",
    "EchoedTopics",
    "Follows",
    "Forgettings",
    "Groupings",
    "ImportedVotes",
    "Moderations",
    "Objections",
    "OccurrenceDays",
    "Occurrences",
    "OpenTexts",
    "Opinions",
    "Proposals",
    "Residents",
    "Rulebooks",
    "ServiceRequests",
    "Sketches",
    "SpeakerLooks",
    "StatementTotals",
    "Statements",
    "Tellings",
    "TopicTotals",
    "Topics",
    "Votes",
    "Walks",
    "Warnings",
]
