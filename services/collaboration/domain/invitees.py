"""Residents as collaboration knows them: where they belong and what they are invited to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chassis.errors import NotFound, Refused
from chassis.events import Event

from ..events import MembershipsForgotten, Role, TargetKind

ERASED = "erased"
PURPOSES = frozenset({"invitations", "all"})


@dataclass(frozen=True)
class Belonging:
    """A resident's current place in an organization."""

    organization_id: str
    role: Role


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation a resident has not answered yet."""

    invitation_id: str
    target_kind: TargetKind
    target_id: str


@dataclass(frozen=True)
class Invitee:
    """A resident by opaque id; the rule of one open invitation to a thing is kept here."""

    id: str
    division: str
    groups: tuple[str, ...] = ()
    registered: bool = False
    erased: bool = False
    unwilling: bool = False
    belongs_to: tuple[Belonging, ...] = ()
    open: tuple[OpenInvitation, ...] = ()
    served_in: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    said: dict[str, datetime] = field(default_factory=dict)

    @property
    def may_be_invited(self) -> bool:
        """Tell whether this resident is registered and did not ask to be left alone."""
        return self.registered and not self.erased and not self.unwilling


def enroll(known: Invitee | None, *, resident_id: str, division: str, groups: list[str]) -> Invitee:
    """Make a registered resident eligible for invitations, unless they were erased before."""
    invitee = known or Invitee(resident_id, division)
    if invitee.erased:
        return invitee
    return replace(invitee, division=division, groups=tuple(groups), registered=True)


def known_or_new(known: Invitee | None, *, resident_id: str, division: str) -> Invitee:
    """Give what is known of a resident whose registration may still be on its way."""
    invitee = known or Invitee(resident_id, division)
    if invitee.erased:
        raise Refused("resident-erased", "this resident was erased", "该居民信息已删除")
    return invitee


def registered(known: Invitee | None, *, resident_id: str) -> Invitee:
    """Give a resident who can be invited; a registration that has not arrived may come yet."""
    if known is None or not (known.registered or known.erased):
        raise NotFound("invitees", resident_id)
    return known


def belong(invitee: Invitee, *, organization_id: str, role: Role) -> Invitee:
    """Remember that a resident belongs to an organization."""
    others = _others(invitee, organization_id)
    return replace(invitee, belongs_to=(*others, Belonging(organization_id, role)))


def part(invitee: Invitee, *, organization_id: str) -> Invitee:
    """Remember that a resident left an organization."""
    return replace(invitee, belongs_to=_others(invitee, organization_id))


def captain_in(invitee: Invitee | None, *, organization_id: str | None) -> bool:
    """Tell whether a resident is a captain of an organization."""
    belongings = invitee.belongs_to if invitee else ()
    return any(b.organization_id == organization_id and b.role is Role.CAPTAIN for b in belongings)


def open_to(invitee: Invitee, *, target_kind: TargetKind, target_id: str) -> str | None:
    """Give the invitation to a thing that this resident has not answered yet, if there is one."""
    wanted = (target_kind, target_id)
    found = [i.invitation_id for i in invitee.open if (i.target_kind, i.target_id) == wanted]
    return found[0] if found else None


def asked_to_join(invitee: Invitee) -> bool:
    """Tell whether an organization waits for this resident's answer."""
    return any(i.target_kind is TargetKind.ORGANIZATION for i in invitee.open)


def organizations_of(invitee: Invitee) -> frozenset[str]:
    """List the organizations a resident belongs to."""
    return frozenset(b.organization_id for b in invitee.belongs_to)


def await_answer(invitee: Invitee, *, invitation: OpenInvitation) -> Invitee:
    """Remember that an answer to an invitation is awaited."""
    return replace(invitee, open=(*invitee.open, invitation))


def answered(invitee: Invitee, *, invitation_id: str) -> Invitee:
    """Remember that an invitation needs no answer any more."""
    return replace(invitee, open=tuple(i for i in invitee.open if i.invitation_id != invitation_id))


def serve_in(invitee: Invitee, *, task_id: str) -> Invitee:
    """Remember that a resident gave time to a joint task."""
    return replace(invitee, served_in=tuple(dict.fromkeys((*invitee.served_in, task_id))))


def leave_alone(invitee: Invitee) -> Invitee:
    """Send a resident no more invitations, as they asked."""
    return replace(invitee, unwilling=True, open=())


def withdraw(invitee: Invitee, purpose: str, *, at: datetime) -> Invitee:
    """Heed a resident who withdraws from a use, unless they have said otherwise since."""
    if _is_older(invitee, purpose, at):
        return invitee
    withdrawn = tuple(sorted({*invitee.withdrawn, purpose}))
    return leave_alone(_said(invitee, purpose, at, withdrawn))


def agree(invitee: Invitee, purpose: str, *, at: datetime) -> Invitee:
    """Invite a resident again who agrees to it, unless they have said otherwise since."""
    if _is_older(invitee, purpose, at):
        return invitee
    withdrawn = tuple(one for one in invitee.withdrawn if one != purpose)
    return replace(_said(invitee, purpose, at, withdrawn), unwilling=bool(withdrawn))


def _is_older(invitee: Invitee, purpose: str, at: datetime) -> bool:
    return purpose in invitee.said and at < invitee.said[purpose]


def _said(invitee: Invitee, purpose: str, at: datetime, withdrawn: tuple[str, ...]) -> Invitee:
    return replace(invitee, withdrawn=withdrawn, said={**invitee.said, purpose: at})


def erase(known: Invitee | None, *, resident_id: str, division: str) -> Invitee:
    """Forget all but that this resident is not to be known any more."""
    return Invitee(known.id if known else resident_id, division, erased=True)


def receipt(invitee: Invitee, cut_off: Mapping[str, int], *, now: datetime) -> list[Event]:
    """Say what of a resident was cut off from them, so that the erasure is known to be done."""
    return [MembershipsForgotten(invitee.id, dict(cut_off), now, invitee.division)]


def _others(invitee: Invitee, organization_id: str) -> tuple[Belonging, ...]:
    return tuple(b for b in invitee.belongs_to if b.organization_id != organization_id)
