"""What it keeps."""

from dataclasses import dataclass
from datetime import datetime

from chassis.store import Collection, Tallies


@dataclass(frozen=True)
class Effect:
    """Why a resident has these points."""

    id: str
    resident_id: str
    action_id: str
    points: int
    division: str
    acted_at: datetime


class Ledger(Collection[Effect]):
    """One row for each effect."""

    name = "ledger"
    holds = Effect


class ResidentTotals(Tallies):
    """What each resident has earned."""

    name = "resident_totals"


class CommunityTotals(Tallies):
    """What each community has earned."""

    name = "community_totals"
