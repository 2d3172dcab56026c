"""What expression reads of the other services' events: only the fields it needs."""

from .collaboration import (
    AdviceDelivered,
    InvitationAccepted,
    TaskCompleted,
    TaskOpened,
    TaskProgressed,
)
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
    "InvitationAccepted",
    "ResidentErased",
    "ResidentRegistered",
    "StandardPublished",
    "TaskCompleted",
    "TaskOpened",
    "TaskProgressed",
]
