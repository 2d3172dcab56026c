"""Idle spaces offered to the organizations of their community (盘活公共空间)."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refused


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


def take(known: Offer, *, organization_id: str) -> Offer:
    """Let one organization take an idle space up."""
    if known.taken_by not in (None, organization_id):
        raise Refused("taken-already", "another organization took this space", "该空间已被认领")
    return replace(known, taken_by=organization_id)
