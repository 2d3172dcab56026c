"""What participation announces: who took part in what, and the step it earned them."""

from .activities import (
    ActivityAttended,
    ActivityCalledOff,
    ActivityChanged,
    ActivityMissed,
    ActivityScheduled,
    PlaceGained,
)
from .affairs import (
    AffairCompleted,
    AffairConfirmed,
    AffairOpened,
    AffairRedone,
    AffairSentBack,
)
from .bookings import BookingCancelled, SpaceBooked
from .certificates import CertificateIssued, CertificateRevoked
from .communities import (
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    RectificationCaughtUp,
    RectificationOverdue,
)
from .divisions import DivisionChanged, PlaceEnded, PlaceEntered
from .hours import HoursCredited, HoursReversed, ShiftCalledOff, ShiftOpened
from .ladder import ResidentSteppedUp, StandingRederived
from .mutual_aid import AidAgreed, AidAsked, AidEnded, AidGiven, AidOffered, AidProposed
from .residents import (
    ConsentGiven,
    ConsentWithdrawn,
    ErasureOverdue,
    ExportGranted,
    ResidentAssured,
    ResidentErased,
    ResidentRegistered,
)
from .spaces import SpaceClosed, SpaceIdleFound, SpaceOpened, SpaceReopened, SpaceVisited

__all__ = [
    "ActivityAttended",
    "ActivityCalledOff",
    "ActivityChanged",
    "ActivityMissed",
    "ActivityScheduled",
    "AffairCompleted",
    "AffairConfirmed",
    "AffairOpened",
    "AffairRedone",
    "AffairSentBack",
    "AidAgreed",
    "AidAsked",
    "AidEnded",
    "AidGiven",
    "AidOffered",
    "AidProposed",
    "BookingCancelled",
    "CertificateIssued",
    "CertificateRevoked",
    "CommunityFlaggedWeak",
    "CommunityRecovered",
    "CommunityUnflagged",
    "ConsentGiven",
    "ConsentWithdrawn",
    "DivisionChanged",
    "ErasureOverdue",
    "ExportGranted",
    "HoursCredited",
    "HoursReversed",
    "PlaceEnded",
    "PlaceEntered",
    "PlaceGained",
    "RectificationCaughtUp",
    "RectificationOverdue",
    "ResidentAssured",
    "ResidentErased",
    "ResidentRegistered",
    "ResidentSteppedUp",
    "ShiftCalledOff",
    "ShiftOpened",
    "SpaceBooked",
    "SpaceClosed",
    "SpaceIdleFound",
    "SpaceOpened",
    "SpaceReopened",
    "SpaceVisited",
    "StandingRederived",
]
