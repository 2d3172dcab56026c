"""What expression reads of the other services' events: only the fields it needs."""

from .collaboration import AdviceDelivered, TaskCompleted, TaskOpened, TaskProgressed
from .guidance import StandardPublished
from .participation import (
    AffairCompleted,
    CommunityFlaggedWeak,
    CommunityRecovered,
    ConsentGiven,
    ConsentWithdrawn,
    ResidentErased,
    ResidentRegistered,
)

__all__ = [
    "AdviceDelivered",
    "AffairCompleted",
    "CommunityFlaggedWeak",
    "CommunityRecovered",
    "ConsentGiven",
    "ConsentWithdrawn",
    "ResidentErased",
    "ResidentRegistered",
    "StandardPublished",
    "TaskCompleted",
    "TaskOpened",
    "TaskProgressed",
]
