"""What participation reads of the other services' events: only the fields it needs."""

from .collaboration import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    MemberJoined,
    Served,
    TaskCompleted,
)
from .expression import ResolutionPublished, StatementMade, TopicClosed, TopicRaised, VoteCast
from .guidance import StandardPublished, StepSuggested

__all__ = [
    "InvitationAccepted",
    "InvitationDeclined",
    "InvitationExpired",
    "InvitationIssued",
    "MemberJoined",
    "ResolutionPublished",
    "Served",
    "StandardPublished",
    "StatementMade",
    "StepSuggested",
    "TaskCompleted",
    "TopicClosed",
    "TopicRaised",
    "VoteCast",
]
