"""The collaboration service: the list of its parts."""

from .ways_in.advice import AdviceWaysIn
from .ways_in.copies import CopyWaysIn
from .ways_in.invitations import InvitationWaysIn
from .ways_in.mediations import MediationWaysIn
from .ways_in.members import MemberWaysIn
from .ways_in.organizations import OrganizationWaysIn
from .ways_in.support import SupportWaysIn
from .ways_in.tasks import TaskWaysIn


class CollaborationService(
    OrganizationWaysIn,
    MemberWaysIn,
    MediationWaysIn,
    InvitationWaysIn,
    TaskWaysIn,
    AdviceWaysIn,
    SupportWaysIn,
    CopyWaysIn,
):
    """协同参与: bodies like and unlike, invitations between them and residents, and joint tasks."""

    name = "collaboration"
    personal_roles = frozenset({"resident"})
