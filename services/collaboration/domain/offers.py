"""Idle spaces offered to the organizations of their community (盘活公共空间)."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refused
from chassis.events import Event

from ..events import SpaceTakenUp


@dataclass(frozen=True)
class Offer:
    """A public space that stands unused, and who is asked to use it."""

    id: str
    division: str
    kind: str
    idle_days: int
    offered_to: tuple[str, ...]
    offered_at: datetime
    taken_by: str | None = None


def offer(known: Offer | None, *, fresh: Offer) -> Offer:
    """Offer an idle space; while an offer stands, only its days go on counting."""
    if known is None or known.taken_by is not None:
        return fresh
    idle_days = max(known.idle_days, fresh.idle_days)
    return replace(known, idle_days=idle_days, offered_to=fresh.offered_to)


def take(known: Offer, *, organization_id: str) -> tuple[Offer, list[Event]]:
    """Let one organization take an idle space up; the same one asking again changes nothing."""
    if known.taken_by == organization_id:
        return known, []
    if known.taken_by is not None:
        raise Refused("taken-already", "another organization took this space", "该空间已被认领")
    taken = replace(known, taken_by=organization_id)
    return taken, [SpaceTakenUp(known.id, organization_id, known.division)]
