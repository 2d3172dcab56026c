"""Who may take part: residents by an opaque id, where they live, until they ask to be forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chassis.errors import Forbidden
from chassis.events import Event

from ...events import VoicesForgotten
from ..places import shares_ground

PURPOSES = frozenset({"expression", "all"})


@dataclass(frozen=True)
class Resident:
    """What deliberation knows of a resident: that they live there, and whether they take part."""

    id: str
    division: str
    registered_at: datetime | None = None
    erased: bool = False
    withdrawn: bool = False
    uses_withdrawn: tuple[str, ...] = ()
    said: dict[str, datetime] = field(default_factory=dict)
    assurance: str = ""
    assured_at: datetime | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Forgetting:
    """What is left to do until a resident's words and votes no longer lead to them."""

    id: str
    division: str
    pseudonym: str
    asked_at: datetime
    done_at: datetime | None = None
    erasure: bool = False
    cut_off: dict[str, int] = field(default_factory=dict)
    receipted_at: datetime | None = None


def register(
    resident: Resident | None,
    resident_id: str,
    *,
    division: str,
    registered_at: datetime,
    groups: Iterable[str] = (),
    assurance: str = "",
) -> tuple[Resident, list[Event]]:
    """Note where a resident lives; one who was erased stays erased, older news changes nothing."""
    known = resident or Resident(resident_id, division)
    if known.registered_at and known.registered_at > registered_at:
        return known, []
    belongs = () if known.erased else tuple(sorted(set(groups)))
    known = known if known.assured_at else replace(known, assurance=assurance)
    return replace(known, division=division, registered_at=registered_at, groups=belongs), []


def erase(
    resident: Resident | None, resident_id: str, division: str
) -> tuple[Resident, list[Event]]:
    """Note that a resident is gone, even when the news of them comes later than that."""
    return replace(resident or Resident(resident_id, division), erased=True, groups=()), []


def withdraw_consent(
    resident: Resident | None,
    resident_id: str,
    *,
    purpose: str,
    division: str,
    at: datetime | None = None,
) -> tuple[Resident, list[Event]]:
    """Note that a resident no longer wants to take part in deliberations."""
    known = resident or Resident(resident_id, division)
    if purpose not in PURPOSES or _has_spoken_since(known, purpose, at):
        return known, []
    uses = tuple(sorted({*known.uses_withdrawn, purpose}))
    said = known.said | {purpose: at} if at else known.said
    return replace(known, withdrawn=True, uses_withdrawn=uses, said=said), []


def give_consent(resident: Resident, *, purpose: str, at: datetime) -> Resident:
    """Let a resident take part again who agrees to it; what was made anonymous stays so."""
    if purpose not in PURPOSES or _has_spoken_since(resident, purpose, at):
        return resident
    uses = tuple(one for one in resident.uses_withdrawn if one != purpose)
    said = resident.said | {purpose: at}
    return replace(resident, withdrawn=bool(uses), uses_withdrawn=uses, said=said)


def _has_spoken_since(resident: Resident, purpose: str, at: datetime | None) -> bool:
    return at is not None and purpose in resident.said and at < resident.said[purpose]


def forget(
    begun: Forgetting | None, resident: Resident, *, pseudonym: str, now: datetime
) -> tuple[Forgetting, list[Event]]:
    """Begin to make what a resident said and voted anonymous, again if it is asked again."""
    new = begun or Forgetting(resident.id, resident.division, pseudonym, now)
    return replace(new, done_at=None, erasure=resident.erased), []


def go_on(
    forgetting: Forgetting, cut_off: Mapping[str, int], *, now: datetime
) -> tuple[Forgetting, list[Event]]:
    """Count what a round cut off; once one finds nothing more, an erasure is receipted, once."""
    if any(cut_off.values()):
        before = forgetting.cut_off
        summed = {name: before.get(name, 0) + more for name, more in cut_off.items()}
        return replace(forgetting, cut_off=summed), []
    done = replace(forgetting, done_at=now)
    if not done.erasure or done.receipted_at:
        return done, []
    receipt = VoicesForgotten(done.id, done.cut_off, now, done.division)
    return replace(done, receipted_at=now), [receipt]


def require_concerned(resident: Resident | None, division: str, *, vouched: bool = False) -> None:
    """Refuse whoever is not registered where the topic is; staff vouch for one not known yet."""
    if resident is None and vouched:
        return
    if resident is None or resident.erased or resident.withdrawn:
        raise Forbidden(
            "not-registered",
            "only registered residents take part; registration may take a moment to arrive here",
            "仅限已登记居民参与；登记信息可能稍后送达",
        )
    if not shares_ground(resident.division, division):
        raise Forbidden(
            "not-concerned",
            f"residents of {division} deliberate on this",
            f"该议题由 {division} 的居民商议",
        )
