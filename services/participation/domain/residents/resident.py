"""Residents: an opaque id, a place and groups; who they are is sealed elsewhere."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeGuard

from chassis.errors import Invalid, NotFound, Refused
from chassis.events import Event

from ...events import ConsentWithdrawn, ResidentErased, ResidentRegistered
from ..divisions.division import COMMUNITIES, Division, Kind, check_stands

GROUPS = (
    "child",
    "youth",
    "elder",
    "worker",
    "woman",
    "family",
    "disabled",
    "party_member",
    "villager",
    "newcomer",
    "foreigner",
)
SELF_DECLARED = "self_declared"
LIVABLE = COMMUNITIES | {Kind.ESTATE, Kind.NATURAL_VILLAGE, Kind.BUILDING}


class Purpose(StrEnum):
    """A use of what is known about a resident, to which they may say no."""

    INVITATIONS = "invitations"
    SUGGESTIONS = "suggestions"
    CONTACT = "contact"
    STATISTICS = "statistics"
    EXPRESSION = "expression"
    ALL = "all"


@dataclass(frozen=True)
class Resident:
    """Someone who takes part; nothing here says who they are."""

    id: str
    division: str
    groups: tuple[str, ...]
    registered_at: datetime
    withdrawn: tuple[Purpose, ...] = ()
    erased_at: datetime | None = None
    assurance: str = SELF_DECLARED

    def agrees_to(self, purpose: Purpose) -> bool:
        """Tell whether the resident has not said no to a use."""
        return not {purpose, Purpose.ALL} & set(self.withdrawn)


@dataclass(frozen=True)
class Person:
    """Who a resident is, sealed under a key of their own; without the key nobody can read it."""

    id: str
    division: str
    sealed: str
    wrapped_key: str
    wrapped_under: str = ""
    mark: str | None = None  # of the identity number; None: a version without marks sealed it


@dataclass(frozen=True)
class Disclosure:
    """One time someone was shown who a resident is: the access log, and the permission to read."""

    id: str
    resident_id: str
    division: str
    asked_by: str
    purpose: str
    at: datetime
    until: datetime

    def allows(self, reader: str, resident_id: str, *, now: datetime) -> bool:
        """Tell whether this lets someone read a resident's personal data now."""
        asked = (self.asked_by, self.resident_id)
        return asked == (reader, resident_id) and now < self.until


Decision = tuple[Resident, list[Event]]


def register(
    resident_id: str,
    home: Division | None,
    *,
    groups: list[str],
    now: datetime,
    assurance: str = SELF_DECLARED,
) -> Decision:
    """Know a resident of a community from now on."""
    place = livable(home)
    belongs = tuple(dict.fromkeys(groups))
    resident = Resident(resident_id, place.id, belongs, now, assurance=assurance)
    event = ResidentRegistered(resident.id, place.id, list(belongs), now, assurance)
    return resident, [event]


def livable(home: Division | None) -> Division:
    """Take a place a resident can belong to: a community or something within one."""
    if home is None or home.kind not in LIVABLE:
        raise Invalid(
            "community-unknown",
            "a resident belongs to a community, an estate or a building that is known here",
            "居民须属于已登记的社区、小区或楼栋",
            field="division",
        )
    return check_stands(home)


def is_here(resident: Resident | None) -> TypeGuard[Resident]:
    """Tell whether a resident is known and has not been forgotten."""
    return resident is not None and resident.erased_at is None


def present(resident: Resident | None, resident_id: str) -> Resident:
    """Take a resident who is known and has not been forgotten."""
    if resident is None:
        raise NotFound("residents", resident_id)
    if resident.erased_at is not None:
        raise Refused("resident-erased", "the resident has been erased", "该居民信息已删除")
    return resident


def erase(resident: Resident, *, now: datetime) -> Decision:
    """Forget a resident: from now on their id leads to nobody."""
    present(resident, resident.id)
    forgotten = replace(resident, groups=(), withdrawn=(), erased_at=now)
    return forgotten, [ResidentErased(resident.id, resident.division)]


def withdraw(resident: Resident, *, purpose: Purpose) -> Decision:
    """End one use of what is known about a resident; saying it twice changes nothing."""
    present(resident, resident.id)
    if purpose in resident.withdrawn:
        return resident, []
    event = ConsentWithdrawn(resident.id, purpose.value, resident.division)
    return replace(resident, withdrawn=(*resident.withdrawn, purpose)), [event]
