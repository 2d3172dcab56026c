"""Residents: known by an opaque id, and forgotten when they ask for it."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT, WHERE, WHO

ASSURANCE = "how surely they are known: self_declared, staff_verified or real_name"


@dataclass(frozen=True)
class ResidentRegistered(Event):
    """A resident is known by an opaque id and may take part from now on."""

    resident_id: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, WHERE)
    groups: list[str] = described(["youth", "newcomer"], "groups the resident belongs to")
    registered_at: datetime = described(MORNING, "when the resident was registered")
    assurance: str = described("staff_verified", ASSURANCE, default="self_declared")


@dataclass(frozen=True)
class ResidentAssured(Event):
    """Staff said how surely they know who a resident is."""

    resident_id: str = described(RESIDENT, WHO)
    assurance: str = described("real_name", ASSURANCE)
    assured_at: datetime = described(MORNING, "when they said so")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ResidentErased(Event):
    """A resident asked to be forgotten: the key to their personal data is destroyed."""

    resident_id: str = described(RESIDENT, "the id that no longer leads to a person")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ExportGranted(Event):
    """A guardian or staff may for a while take a copy of all that is kept of a resident along."""

    resident_id: str = described(RESIDENT, WHO)
    granted_to: str = described("worker-1", "who may, by the `sub` of their token")
    granted_as: str = described("guardian", "guardian, or the role of staff")
    until: datetime = described(MORNING, "from when on they may no more")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ErasureOverdue(Event):
    """A service has not confirmed in time that a resident is forgotten; said once."""

    resident_id: str = described(RESIDENT, "the id that leads to nobody any more")
    waiting: list[str] = described(["guidance"], "the services that have not confirmed it")
    due_at: datetime = described(MORNING, "when they owed it")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ConsentGiven(Event):
    """A resident agreed to one use of what is known about them, under 14 by their guardian."""

    resident_id: str = described(RESIDENT, WHO)
    purpose: str = described("suggestions", "the use agreed to")
    basis: str = described("consent", "what allows it (PIPL Art. 13)")
    by_guardian: bool = described(False, "whether a guardian spoke for a child")
    given_at: datetime = described(MORNING, "when")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A resident no longer agrees to one use of what is known about them."""

    resident_id: str = described(RESIDENT, WHO)
    purpose: str = described("suggestions", "the use that must end")
    division: str = described(COMMUNITY, WHERE)
