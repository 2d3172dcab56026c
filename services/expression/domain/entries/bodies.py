"""Who may enter for whom, as far as the other systems said who looks after which building."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Forbidden, Invalid

from ..places import contains
from ..residents.resident import Resident
from .kinds import BodyKind, Collected, Received

OFFICES = frozenset({"worker", "official", "center", "integrator"})


@dataclass(frozen=True)
class Captain:
    """A resident who looks after buildings, in whichever teams."""

    id: str
    division: str
    buildings: tuple[str, ...]


@dataclass(frozen=True)
class Body:
    """An organization, by the latest news of it: what it is, where it stands and whom it serves."""

    id: str
    division: str
    kind: str
    serves: tuple[str, ...]
    since: datetime


@dataclass(frozen=True)
class Claim:
    """What is said of how a voice was received; all of it may be left out."""

    body: BodyKind | None = None
    body_id: str | None = None
    received: Received | None = None


def take_on(
    known: Captain | None, resident_id: str, *, division: str, buildings: Collection[str]
) -> Captain:
    """Note which buildings a captain looks after; those of every team count."""
    before = known or Captain(resident_id, division, ())
    return replace(before, buildings=tuple(sorted({*before.buildings, *buildings})))


def latest(known: Body | None, told: Body) -> Body:
    """Take the latest news of an organization; news that was overtaken changes nothing."""
    return known if known and known.since > told.since else told


def require_own_building(
    captain: Captain | None, roles: Collection[str], resident: Resident | None
) -> None:
    """Refuse a captain who enters for somebody of a building that is not theirs."""
    if OFFICES & set(roles) or "captain" not in roles or captain is None or not captain.buildings:
        return
    home = resident.division if resident else ""
    if not any(contains(building, home) for building in captain.buildings):
        buildings = ", ".join(captain.buildings)
        raise Forbidden(
            "not-your-building",
            f"a captain enters for residents of their buildings: {buildings}",
            f"楼长只能代录所负责楼栋的居民：{buildings}",
        )


def collected_by(
    claim: Claim | None, roles: Collection[str], known: Body | None, division: str
) -> Collected:
    """Say who received a voice; an organization that is known serves the place, or is refused."""
    said = claim or Claim()
    body = said.body or _usual(roles)
    if said.body_id is None:
        return Collected(body, received=said.received)
    if known and not any(_touch(place, division) for place in (known.division, *known.serves)):
        raise Forbidden(
            "body-elsewhere",
            f"{known.id} stands and serves elsewhere than in {division}",
            f"{known.id} 不在 {division}，也不服务该处",
        )
    if known and body not in (BodyKind.ORGANIZATION, BodyKind.CENTER, BodyKind.CAPTAIN):
        raise Invalid(
            "body-kind-differs",
            f"{known.id} is an organization",
            f"{known.id} 是组织，与所填类型不符",
            field="collected.body",
        )
    return Collected(body, said.body_id, known is not None, said.received)


def _usual(roles: Collection[str]) -> BodyKind:
    if {"worker", "official"} & set(roles):
        return BodyKind.COMMUNITY
    if "center" in roles:
        return BodyKind.CENTER
    return BodyKind.ORGANIZATION if "integrator" in roles else BodyKind.CAPTAIN


def _touch(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)
