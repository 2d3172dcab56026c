"""Read models: credits of an organization and what came of invitations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from .domain.invitations import Status
from .events import TargetKind
from .schemas.invitations import ConversionView, KindConversion
from .schemas.organizations import CaptainCredits, CreditsView

COUNTED = (Status.ISSUED, Status.ACCEPTED, Status.DECLINED, Status.EXPIRED)
DEEDS = ("visits", "attendances", "minutes", "affairs")


def credits_of(organization_id: str, rows: Iterable[Mapping[str, Any]]) -> CreditsView:
    """Show what is credited to an organization, and to each of its captains."""
    own: Mapping[str, Any] = {}
    captains = []
    for row in rows:
        if row.get("captain_id"):
            given = (row.get("minutes", 0), row.get("affairs", 0))
            captains.append(CaptainCredits(row["captain_id"], *given))
        else:
            own = row
    totals = {deed: own.get(deed, 0) for deed in DEEDS}
    return CreditsView(organization_id, **totals, captains=tuple(captains))


def conversion_of(rows: Iterable[Mapping[str, Any]]) -> ConversionView:
    """Add up what came of invitations over communities, by what they were to."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts = {status.value: row.get(status.value, 0) for status in COUNTED}
        sums[row["target_kind"]].update(counts)
    return ConversionView(tuple(_kind(kind, sums[kind.value]) for kind in TargetKind))


def _kind(kind: TargetKind, sums: Counter[str]) -> KindConversion:
    issued, accepted = sums[Status.ISSUED], sums[Status.ACCEPTED]
    return KindConversion(
        target_kind=kind,
        issued=issued,
        accepted=accepted,
        declined=sums[Status.DECLINED],
        expired=sums[Status.EXPIRED],
        acceptance=round(accepted / issued, 4) if issued else 0.0,
    )
