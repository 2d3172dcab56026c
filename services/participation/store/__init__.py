"""Where participation keeps what it knows, part by part: the only place that knows MongoDB."""

from .activities import Activities, Attendances, Weeks
from .affairs import Affairs, CaptainsLogRows
from .bookings import BookedSlots, Bookings
from .certificates import Certificates, Notices
from .divisions import DivisionCounts, Divisions, PilotRounds, ServiceYears, counted_within
from .erasures import Erasures
from .hours import HoursAccounts, HoursLedger, HoursTotals, Postings, ServiceDays, Shifts
from .identity_marks import IdentityMarks
from .ladder import Rederivations, Rulebooks, Rungs, Standings
from .mutual_aid import AidMatches, Aids
from .public_figures import PublicFiguresByDay
from .residents import Disclosures, People, Residents
from .retention import Walks
from .rights import Accesses, Consents, Guardianships
from .sections import Sections
from .spaces import Spaces, SpaceUse, Visits
from .steps import StepLists

__all__ = [
    "Accesses",
    "Activities",
    "Affairs",
    "AidMatches",
    "Aids",
    "Attendances",
    "BookedSlots",
    "Bookings",
    "CaptainsLogRows",
    "Certificates",
    "Consents",
    "Disclosures",
    "DivisionCounts",
    "Divisions",
    "Erasures",
    "Guardianships",
    "HoursAccounts",
    "HoursLedger",
    "HoursTotals",
    "IdentityMarks",
    "Notices",
    "People",
    "PilotRounds",
    "Postings",
    "PublicFiguresByDay",
    "Rederivations",
    "Residents",
    "Rulebooks",
    "Rungs",
    "Sections",
    "ServiceDays",
    "ServiceYears",
    "Shifts",
    "SpaceUse",
    "Spaces",
    "Standings",
    "StepLists",
    "Visits",
    "Walks",
    "Weeks",
    "counted_within",
]
