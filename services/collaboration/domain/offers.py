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
    closed_at: datetime | None = None


def offer(known: Offer | None, *, fresh: Offer, found_at: datetime) -> Offer:
    """Offer an idle space; while an offer stands, only its days go on counting.

    That a space stood idle before it was given up is heard too late to offer it.
    """
    if known is not None and known.closed_at is not None and known.closed_at >= found_at:
        return known
    if known is None or known.taken_by is not None or known.closed_at is not None:
        return fresh
    idle_days = max(known.idle_days, fresh.idle_days)
    return replace(known, idle_days=idle_days, offered_to=fresh.offered_to)


def take(known: Offer, *, organization_id: str) -> tuple[Offer, list[Event]]:
    """Let one organization take an idle space up; the same one asking again changes nothing."""
    if known.taken_by == organization_id:
        return known, []
    if known.taken_by is not None:
        raise Refused("taken-already", "another organization took this space", "该空间已被认领")
    if known.closed_at is not None:
        raise Refused("space-closed", "the space was closed for good", "该空间已关闭，不再提供")
    taken = replace(known, taken_by=organization_id)
    return taken, [SpaceTakenUp(known.id, organization_id, known.division)]


def end(known: Offer | None, *, closed: Offer) -> Offer:
    """End the offer of a space that was given up, even when it is heard of only later."""
    if known is None:
        return closed
    ended = [moment for moment in (known.closed_at, closed.closed_at) if moment is not None]
    return replace(known, closed_at=max(ended))
