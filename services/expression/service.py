"""The service of expression: the list of its parts."""

from .ways_in.assurance import AssuranceWays
from .ways_in.consultations import ConsultationWays
from .ways_in.copies import CopyWays
from .ways_in.coverage import CoverageWays
from .ways_in.disputes_reading import CaseReadingWays
from .ways_in.disputes_settling import SettlingWays
from .ways_in.echoes import EchoWays
from .ways_in.elsewhere import ElsewhereWays
from .ways_in.entries import EntryWays
from .ways_in.execution import ExecutionWays
from .ways_in.exports import ExportWays
from .ways_in.follows import FollowWays
from .ways_in.hall import HallWays
from .ways_in.hall_clock import HallClockWays
from .ways_in.hall_live import HallLiveWays
from .ways_in.hall_minutes import HallMinutesWays
from .ways_in.hall_queue import HallQueueWays
from .ways_in.imports import ImportWays
from .ways_in.matters import MatterWays
from .ways_in.mediation_requests import MediationRequestWays
from .ways_in.mediators import MediatorWays
from .ways_in.meetings import MeetingWays
from .ways_in.moderation import ModerationWays
from .ways_in.notices import NoticeWays
from .ways_in.opinions import OpinionWays
from .ways_in.reassessments import ReassessmentWays
from .ways_in.records import RecordWays
from .ways_in.residents import ResidentWays
from .ways_in.resolutions import ResolutionWays
from .ways_in.reviews import ReviewWays
from .ways_in.seats import SeatWays
from .ways_in.secret_votes import SecretVoteWays
from .ways_in.service_requests_sent import ServiceRequestSentWays
from .ways_in.special import SpecialWays
from .ways_in.splits import SplitWays
from .ways_in.successions import SuccessionWays
from .ways_in.tellings import TellingWays
from .ways_in.topics import TopicWays
from .ways_in.urns import UrnWays
from .ways_in.wordings import WordingWays


class ExpressionService(
    TopicWays,
    ImportWays,
    ExportWays,
    ResolutionWays,
    SecretVoteWays,
    UrnWays,
    SeatWays,
    MeetingWays,
    CoverageWays,
    ExecutionWays,
    ResidentWays,
    SettlingWays,
    CopyWays,
    MediatorWays,
    MediationRequestWays,
    SuccessionWays,
    CaseReadingWays,
    ConsultationWays,
    OpinionWays,
    SpecialWays,
    EntryWays,
    MatterWays,
    ServiceRequestSentWays,
    EchoWays,
    ElsewhereWays,
    NoticeWays,
    ReassessmentWays,
    ReviewWays,
    RecordWays,
    SplitWays,
    TellingWays,
    FollowWays,
    AssuranceWays,
    ModerationWays,
    WordingWays,
    HallWays,
    HallQueueWays,
    HallMinutesWays,
    HallClockWays,
    HallLiveWays,
):
    """Residents raise topics, deliberate, decide, and see what becomes of them."""

    name = "expression"
    personal_roles = frozenset({"resident"})
