"""What collaboration announces to the other systems: its published contract."""

from .advice import AdviceDelivered, AdviceRequested, AdviserAppointed
from .invitations import InvitationAccepted, InvitationDeclined, InvitationExpired, InvitationIssued
from .kinds import AdviserKind, OrganizationKind, Role, TargetKind
from .organizations import MemberJoined, OrganizationRegistered
from .residents import MembershipsCopied, MembershipsForgotten
from .spaces import SpaceTakenUp
from .tasks import Served, TaskCompleted, TaskOpened, TaskProgressed

__all__ = [
    "AdviceDelivered",
    "AdviceRequested",
    "AdviserAppointed",
    "AdviserKind",
    "InvitationAccepted",
    "InvitationDeclined",
    "InvitationExpired",
    "InvitationIssued",
    "MemberJoined",
    "MembershipsCopied",
    "MembershipsForgotten",
    "OrganizationKind",
    "OrganizationRegistered",
    "Role",
    "Served",
    "SpaceTakenUp",
    "TargetKind",
    "TaskCompleted",
    "TaskOpened",
    "TaskProgressed",
]
