"""What expression announces: how a topic moves through the loop, and who spoke and voted on it."""

from .consultations import ConsultationEnded, ConsultationOpened
from .execution import ExecutionReported, StepOverdue, TopicClosed, TopicReopened
from .residents import VoicesForgotten
from .resolutions import ResolutionPublished
from .statements import StatementMade, VoteCast
from .topics import TopicDeclined, TopicMerged, TopicRaised, TopicScreened

__all__ = [
    "ConsultationEnded",
    "ConsultationOpened",
    "ExecutionReported",
    "ResolutionPublished",
    "StatementMade",
    "StepOverdue",
    "TopicClosed",
    "TopicDeclined",
    "TopicMerged",
    "TopicRaised",
    "TopicReopened",
    "TopicScreened",
    "VoicesForgotten",
    "VoteCast",
]
