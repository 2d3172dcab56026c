"""Where participation keeps what it knows, part by part: the only place that knows MongoDB."""

from .activities import Activities, Attendances
from .affairs import Affairs
from .bookings import BookedSlots, Bookings
from .divisions import DivisionCounts, Divisions
from .hours import HoursLedger, HoursTotals, Shifts
from .ladder import Rulebooks, Rungs, Standings
from .residents import Disclosures, People, Residents
from .sections import Sections
from .spaces import Spaces, SpaceUse, Visits
from .steps import StepLists

__all__ = [
    "Activities",
    "Affairs",
    "Attendances",
    "BookedSlots",
    "Bookings",
    "Disclosures",
    "DivisionCounts",
    "Divisions",
    "HoursLedger",
    "HoursTotals",
    "People",
    "Residents",
    "Rulebooks",
    "Rungs",
    "Sections",
    "Shifts",
    "SpaceUse",
    "Spaces",
    "Standings",
    "StepLists",
    "Visits",
]
