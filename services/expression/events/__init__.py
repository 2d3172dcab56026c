"""What expression announces: how a topic moves through the loop, and who spoke and voted on it."""

from .consultations import (
    ConsultationAnswered,
    ConsultationEnded,
    ConsultationOpened,
    ConsultationResultPublished,
)
from .disputes import (
    DisputeEnded,
    DisputeOpened,
    DisputeOverdue,
    DisputeSettled,
    FollowUpMade,
    FollowUpMissed,
    MediationAnswered,
    MediationAsked,
)
from .entries import EntryAnswered
from .execution import ExecutionReported, StepOverdue, TopicClosed, TopicReopened
from .hall import (
    HallSessionAdjourned,
    HallSessionAnnounced,
    HallSessionClosed,
    HallSessionMissed,
    HallSessionOpened,
    MinutesPublished,
)
from .moderation import (
    HidingAppealed,
    HidingSettled,
    StatementHidden,
    StatementReworded,
    TopicReworded,
)
from .notices import ObjectionAnswered, ObjectionMade, ResolutionPutOnNotice
from .reassessments import ReassessmentAsked, TopicReassessed
from .residents import VoicesCopied, VoicesForgotten
from .resolutions import ResolutionPublished
from .reviews import ReviewAsked, ReviewDecided
from .secret_votes import BallotIssued, SecretVoteCounted, SecretVoteOpened
from .standing_sessions import DeliberationHeld, DeliberationMissed, DeliberationScheduled
from .statements import StatementMade, VoteCast
from .tellings import ResidentsTold
from .topics import TopicDeclined, TopicMerged, TopicRaised, TopicScreened, TopicSplit
from .warnings import WarningEnded, WarningRaised

__all__ = [
    "BallotIssued",
    "ConsultationAnswered",
    "ConsultationEnded",
    "ConsultationOpened",
    "ConsultationResultPublished",
    "DeliberationHeld",
    "DeliberationMissed",
    "DeliberationScheduled",
    "DisputeEnded",
    "DisputeOpened",
    "DisputeOverdue",
    "DisputeSettled",
    "EntryAnswered",
    "ExecutionReported",
    "FollowUpMade",
    "FollowUpMissed",
    "HallSessionAdjourned",
    "HallSessionAnnounced",
    "HallSessionClosed",
    "HallSessionMissed",
    "HallSessionOpened",
    "HidingAppealed",
    "HidingSettled",
    "MediationAnswered",
    "MediationAsked",
    "MinutesPublished",
    "ObjectionAnswered",
    "ObjectionMade",
    "ReassessmentAsked",
    "ResidentsTold",
    "ResolutionPublished",
    "ResolutionPutOnNotice",
    "ReviewAsked",
    "ReviewDecided",
    "SecretVoteCounted",
    "SecretVoteOpened",
    "StatementHidden",
    "StatementMade",
    "StatementReworded",
    "StepOverdue",
    "TopicClosed",
    "TopicDeclined",
    "TopicMerged",
    "TopicRaised",
    "TopicReassessed",
    "TopicReopened",
    "TopicReworded",
    "TopicScreened",
    "TopicSplit",
    "VoicesCopied",
    "VoicesForgotten",
    "VoteCast",
    "WarningEnded",
    "WarningRaised",
]
