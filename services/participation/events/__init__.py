"""What participation announces: who took part in what, and the step it earned them."""

from .activities import ActivityAttended, ActivityScheduled
from .affairs import AffairCompleted, AffairOpened
from .bookings import BookingCancelled, SpaceBooked
from .communities import CommunityFlaggedWeak, CommunityRecovered
from .hours import HoursCredited, ShiftOpened
from .ladder import ResidentSteppedUp
from .residents import ConsentWithdrawn, ResidentErased, ResidentRegistered
from .spaces import SpaceIdleFound, SpaceOpened, SpaceVisited

__all__ = [
    "ActivityAttended",
    "ActivityScheduled",
    "AffairCompleted",
    "AffairOpened",
    "BookingCancelled",
    "CommunityFlaggedWeak",
    "CommunityRecovered",
    "ConsentWithdrawn",
    "HoursCredited",
    "ResidentErased",
    "ResidentRegistered",
    "ResidentSteppedUp",
    "ShiftOpened",
    "SpaceBooked",
    "SpaceIdleFound",
    "SpaceOpened",
    "SpaceVisited",
]
