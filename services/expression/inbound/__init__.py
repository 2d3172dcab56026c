"""What expression reads of the other services' events: only the fields it needs."""

from .bodies import MemberJoined, OrganizationRegistered
from .collaboration import (
    AdviceDelivered,
    InvitationAccepted,
    TaskCompleted,
    TaskOpened,
    TaskProgressed,
)
from .copies import ExportGranted
from .guidance import StandardPublished
from .participation import (
    AffairCompleted,
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    ConsentGiven,
    ConsentWithdrawn,
    ResidentAssured,
    ResidentErased,
    ResidentRegistered,
)
from .places import PlaceEnded, PlaceEntered

__all__ = [
    "AdviceDelivered",
    "AffairCompleted",
    "CommunityFlaggedWeak",
    "CommunityRecovered",
    "CommunityUnflagged",
    "ConsentGiven",
    "ConsentWithdrawn",
    "ExportGranted",
    "InvitationAccepted",
    "MemberJoined",
    "OrganizationRegistered",
    "PlaceEnded",
    "PlaceEntered",
    "ResidentAssured",
    "ResidentErased",
    "ResidentRegistered",
    "StandardPublished",
    "TaskCompleted",
    "TaskOpened",
    "TaskProgressed",
]
