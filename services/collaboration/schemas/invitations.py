"""What is sent and shown of invitations."""

from dataclasses import dataclass

from chassis.events import described

from ..events import TargetKind
from .limits import Identity, Text


@dataclass(frozen=True)
class InviteResident:
    """What a worker, captain or integrator sends to invite a resident."""

    resident_id: Identity = described("r-1001", "who is invited")
    target_kind: TargetKind = described("activity", "what kind of thing the invitation is to")
    target_id: Identity = described("act-1", "the activity, organization, shift, affair or talk")
    reason: Text = described("you know every family here", "why this resident is asked")


@dataclass(frozen=True)
class KindConversion:
    """What came of the invitations to one kind of thing."""

    target_kind: TargetKind
    issued: int
    accepted: int
    declined: int
    expired: int
    acceptance: float


@dataclass(frozen=True)
class ConversionView:
    """What came of invitations, by what they were to."""

    items: tuple[KindConversion, ...]
