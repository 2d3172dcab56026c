"""The list of participation's parts; each part's ways in stand in `ways_in` under its name."""

from .ways_in.activities import ActivityWaysIn
from .ways_in.affairs import AffairWaysIn
from .ways_in.attendances import AttendanceWaysIn
from .ways_in.badges import BadgeWaysIn
from .ways_in.bookings import BookingWaysIn
from .ways_in.certificates import CertificateWaysIn
from .ways_in.communities import CommunityWaysIn
from .ways_in.copies import CopyWaysIn
from .ways_in.divisions import DivisionWaysIn
from .ways_in.divisions_figures import DivisionFigureWaysIn
from .ways_in.divisions_history import DivisionHistoryWaysIn
from .ways_in.erasures import ErasureWaysIn
from .ways_in.exports import ExportWaysIn
from .ways_in.hours import HoursWaysIn
from .ways_in.hours_reversals import HoursReversalWaysIn
from .ways_in.identity_marks import IdentityMarkWaysIn
from .ways_in.keys import KeyWaysIn
from .ways_in.ladder import LadderWaysIn
from .ways_in.mutual_aid_confirming import AidConfirmingWaysIn
from .ways_in.mutual_aid_proposing import AidProposingWaysIn
from .ways_in.public_figures import PublicFigureWaysIn
from .ways_in.rectifications import RectificationWaysIn
from .ways_in.references import ReferenceWaysIn
from .ways_in.residents import ResidentWaysIn
from .ways_in.retention import RetentionWaysIn
from .ways_in.shifts import ShiftWaysIn
from .ways_in.spaces import SpaceWaysIn
from .ways_in.spaces_closing import SpaceClosingWaysIn
from .ways_in.spaces_times import SpaceTimesWaysIn
from .ways_in.spaces_use import SpaceUseWaysIn
from .ways_in.steps import StepWaysIn
from .ways_in.timetable import TimetableWaysIn
from .ways_in.traces import TraceWaysIn


class ParticipationService(
    DivisionWaysIn,
    DivisionHistoryWaysIn,
    DivisionFigureWaysIn,
    CommunityWaysIn,
    RectificationWaysIn,
    ResidentWaysIn,
    ErasureWaysIn,
    RetentionWaysIn,
    TraceWaysIn,
    ExportWaysIn,
    CopyWaysIn,
    KeyWaysIn,
    IdentityMarkWaysIn,
    SpaceWaysIn,
    SpaceTimesWaysIn,
    SpaceClosingWaysIn,
    SpaceUseWaysIn,
    BookingWaysIn,
    ActivityWaysIn,
    AttendanceWaysIn,
    TimetableWaysIn,
    AidProposingWaysIn,
    AidConfirmingWaysIn,
    HoursWaysIn,
    ShiftWaysIn,
    HoursReversalWaysIn,
    CertificateWaysIn,
    BadgeWaysIn,
    AffairWaysIn,
    LadderWaysIn,
    PublicFigureWaysIn,
    StepWaysIn,
    ReferenceWaysIn,
):
    """Residents take part one small step at a time, and stand where their deeds put them."""

    name = "participation"
    personal_roles = frozenset({"resident"})
