"""Opportunities: what a community has on offer for residents who could take one more step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from .places import COMMUNITY

LEADS_FROM = {
    "activity": "space",
    "organization": "activity",
    "shift": "organization",
    "affair": "service",
}
TO_JOIN = frozenset(
    {
        "mutual_aid", "neighborhood_association", "neighborhood_center", "building_captains",
        "volunteer_team", "youth_team", "social_organization",
    }
)  # fmt: skip
FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Opportunity:
    """An activity, organization, shift or affair that is a next step from `rung`."""

    id: str
    kind: str
    target_id: str
    title: str
    rung: str
    places: tuple[str, ...]
    division: str
    starts_at: datetime | None = None
    open: bool = True
    revision: int = 0

    def is_ahead(self, now: datetime) -> bool:
        """Tell whether it can still be taken."""
        return self.open and (self.starts_at is None or self.starts_at > now)


def opportunity(
    kind: str,
    target_id: str,
    *,
    title: str,
    division: str,
    starts_at: datetime | None = None,
    serves: Iterable[str] = (),
) -> Opportunity:
    """Describe something on offer, in the communities it is within reach of."""
    reach = [place[:COMMUNITY] for place in (division, *serves) if len(place) >= COMMUNITY]
    return Opportunity(
        id=key_of(kind, target_id),
        kind=kind,
        target_id=target_id,
        title=title,
        rung=LEADS_FROM[kind],
        places=tuple(dict.fromkeys(reach)),
        division=division,
        starts_at=starts_at,
    )


def key_of(kind: str, target_id: str) -> str:
    """Name what is on offer: affairs by their own id, as they are looked up when one is done."""
    return target_id if kind == "affair" else f"{kind}:{target_id}"


def done(known: Opportunity | None, affair_id: str, division: str) -> Opportunity:
    """Take an affair off the list once it is done, also when that is heard before its opening."""
    before = known or opportunity("affair", affair_id, title="", division=division)
    return Opportunity(**{**vars(before), "open": False})


def called_off(
    known: Opportunity | None, about_id: str, division: str, *, kind: str = "activity"
) -> Opportunity:
    """Take an activity or a shift off the list, also when that is heard before it was there."""
    before = known or opportunity(kind, about_id, title="", division=division)
    return replace(before, open=False)


def choose(
    offers: Iterable[Opportunity],
    *,
    now: datetime,
    taken: frozenset[str],
    worth: Mapping[str, Mapping[str, Any]],
    most: int = 1,
) -> list[Opportunity]:
    """Choose next steps for a resident: what others took up most, then what begins soonest."""
    ahead = [o for o in offers if o.is_ahead(now) and o.id not in taken]
    ahead.sort(key=lambda o: (-taken_up(worth.get(o.id, {})), o.starts_at or FAR_AWAY, o.id))
    return ahead[:most]


def taken_up(record: Mapping[str, Any]) -> float:
    """Estimate how readily an offer is taken up; one nobody answered yet counts as even."""
    accepted, refused = record.get("accepted", 0), record.get("declined", 0)
    lapsed = record.get("expired", 0)
    return float(round((accepted + 1) / (accepted + refused + lapsed + 2), 2))
