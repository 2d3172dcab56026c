"""The list of participation's parts; each part's ways in stand in `ways_in` under its name."""

from .ways_in.activities.activity import ActivityWaysIn
from .ways_in.activities.attendances import AttendanceWaysIn
from .ways_in.activities.timetable import TimetableWaysIn
from .ways_in.affairs.affair import AffairWaysIn
from .ways_in.certificates.badges import BadgeWaysIn
from .ways_in.certificates.certificate import CertificateWaysIn
from .ways_in.communities.community import CommunityWaysIn
from .ways_in.communities.rectifications import RectificationWaysIn
from .ways_in.divisions.division import DivisionWaysIn
from .ways_in.divisions.figures import DivisionFigureWaysIn
from .ways_in.divisions.history import DivisionHistoryWaysIn
from .ways_in.hours.ledger import HoursWaysIn
from .ways_in.hours.reversals import HoursReversalWaysIn
from .ways_in.hours.shifts import ShiftWaysIn
from .ways_in.ladder.standing import LadderWaysIn
from .ways_in.ladder.steps import StepWaysIn
from .ways_in.mutual_aid.confirming import AidConfirmingWaysIn
from .ways_in.mutual_aid.proposing import AidProposingWaysIn
from .ways_in.public_figures import PublicFigureWaysIn
from .ways_in.references import ReferenceWaysIn
from .ways_in.residents.copies import CopyWaysIn
from .ways_in.residents.erasures import ErasureWaysIn
from .ways_in.residents.exports import ExportWaysIn
from .ways_in.residents.identity_marks import IdentityMarkWaysIn
from .ways_in.residents.keys import KeyWaysIn
from .ways_in.residents.resident import ResidentWaysIn
from .ways_in.residents.retention import RetentionWaysIn
from .ways_in.residents.traces import TraceWaysIn
from .ways_in.spaces.bookings import BookingWaysIn
from .ways_in.spaces.closing import SpaceClosingWaysIn
from .ways_in.spaces.space import SpaceWaysIn
from .ways_in.spaces.times import SpaceTimesWaysIn
from .ways_in.spaces.use import SpaceUseWaysIn


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
