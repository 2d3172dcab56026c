"""What collaboration reads of the others' events: only the fields it needs."""

from .copies import ExportGranted
from .expression import ResolutionPublished, TopicClosed, TopicReopened, TopicScreened
from .guidance import NudgeIssued, StandardPublished, StepSuggested
from .participation import (
    ActivityAttended,
    AffairCompleted,
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    ConsentGiven,
    ConsentWithdrawn,
    HoursCredited,
    ResidentErased,
    ResidentRegistered,
    ResidentSteppedUp,
    SpaceClosed,
    SpaceIdleFound,
    SpaceVisited,
)
from .warnings import WarningEnded, WarningRaised

__all__ = [
    "ActivityAttended",
    "AffairCompleted",
    "CommunityFlaggedWeak",
    "CommunityRecovered",
    "CommunityUnflagged",
    "ConsentGiven",
    "ConsentWithdrawn",
    "ExportGranted",
    "HoursCredited",
    "NudgeIssued",
    "ResidentErased",
    "ResidentRegistered",
    "ResidentSteppedUp",
    "ResolutionPublished",
    "SpaceClosed",
    "SpaceIdleFound",
    "SpaceVisited",
    "StandardPublished",
    "StepSuggested",
    "TopicClosed",
    "TopicReopened",
    "TopicScreened",
    "WarningEnded",
    "WarningRaised",
]
