"""What participation reads of the other services' events: only the fields it needs."""

from .collaboration import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    MemberJoined,
    MembershipsForgotten,
    Served,
    SpaceTakenUp,
    TaskCompleted,
)
from .copies import MembershipsCopied, PointsCopied, VoicesCopied
from .expression import (
    BallotIssued,
    ConsultationAnswered,
    ResolutionPublished,
    StatementMade,
    TopicClosed,
    TopicRaised,
    VoicesForgotten,
    VoteCast,
)
from .guidance import PointsForgotten, StandardPublished, StepSuggested

__all__ = [
    "BallotIssued",
    "ConsultationAnswered",
    "InvitationAccepted",
    "InvitationDeclined",
    "InvitationExpired",
    "InvitationIssued",
    "MemberJoined",
    "MembershipsCopied",
    "MembershipsForgotten",
    "PointsCopied",
    "PointsForgotten",
    "ResolutionPublished",
    "Served",
    "SpaceTakenUp",
    "StandardPublished",
    "StatementMade",
    "StepSuggested",
    "TaskCompleted",
    "TopicClosed",
    "TopicRaised",
    "VoicesCopied",
    "VoicesForgotten",
    "VoteCast",
]
