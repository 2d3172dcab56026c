"""Where guidance keeps its standards, its ledger, and what it knows of next steps."""

from .indicators import HotTopics, IndicatorCounts, TopicRecords
from .nudges import AwaitedThings, Nudges
from .scores import Erasures, Ledger, Totals, Unscored
from .standards import Rulebooks, Standards
from .suggestions import (
    Advisers,
    Conversions,
    Invitations,
    LetGo,
    Opportunities,
    Outcomes,
    Pathways,
    Suggestions,
    Worth,
)

__all__ = [
    "Advisers",
    "AwaitedThings",
    "Conversions",
    "Erasures",
    "HotTopics",
    "IndicatorCounts",
    "Invitations",
    "Ledger",
    "LetGo",
    "Nudges",
    "Opportunities",
    "Outcomes",
    "Pathways",
    "Rulebooks",
    "Standards",
    "Suggestions",
    "TopicRecords",
    "Totals",
    "Unscored",
    "Worth",
]
