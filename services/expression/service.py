"""The service of expression: the list of its parts."""

from .ways_in.deliberation.coverage import CoverageWays
from .ways_in.deliberation.meetings import MeetingWays
from .ways_in.deliberation.seats import SeatWays
from .ways_in.deliberation.secret_votes import SecretVoteWays
from .ways_in.deliberation.urns import UrnWays
from .ways_in.disputes.asked import MediationRequestWays
from .ways_in.disputes.mediators import MediatorWays
from .ways_in.disputes.reading import CaseReadingWays
from .ways_in.disputes.settling import SettlingWays
from .ways_in.disputes.succeeding import SuccessionWays
from .ways_in.elsewhere import ElsewhereWays
from .ways_in.entries.entry import EntryWays
from .ways_in.hall.clock import HallClockWays
from .ways_in.hall.live import HallLiveWays
from .ways_in.hall.minutes import HallMinutesWays
from .ways_in.hall.queue import HallQueueWays
from .ways_in.hall.sessions import HallWays
from .ways_in.matters import MatterWays
from .ways_in.moderation import ModerationWays
from .ways_in.open311.echoes import EchoWays
from .ways_in.open311.sent import ServiceRequestSentWays
from .ways_in.opinions import OpinionWays
from .ways_in.residents.assurance import AssuranceWays
from .ways_in.residents.copies import CopyWays
from .ways_in.residents.resident import ResidentWays
from .ways_in.resolutions.execution import ExecutionWays
from .ways_in.resolutions.notices import NoticeWays
from .ways_in.resolutions.reassessments import ReassessmentWays
from .ways_in.resolutions.resolution import ResolutionWays
from .ways_in.special.consultation import SpecialWays
from .ways_in.special.standing import ConsultationWays
from .ways_in.topics.exports import ExportWays
from .ways_in.topics.follows import FollowWays
from .ways_in.topics.imports import ImportWays
from .ways_in.topics.records import RecordWays
from .ways_in.topics.reviews import ReviewWays
from .ways_in.topics.splits import SplitWays
from .ways_in.topics.tellings import TellingWays
from .ways_in.topics.topic import TopicWays
from .ways_in.topics.wordings import WordingWays


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
