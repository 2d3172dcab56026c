"""The ladder: a resident's standing follows from what they did, and is never set by hand."""

from bisect import insort
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from chassis.events import Event

from ...events import ResidentSteppedUp
from .months import added, with_month
from .thresholds import Thresholds

KEPT = 20


class Rung(StrEnum):
    """How far a resident takes part, from the lowest rung to the highest."""

    SPACE = "space"
    ACTIVITY = "activity"
    ORGANIZATION = "organization"
    SERVICE = "service"
    PUBLIC_AFFAIRS = "public_affairs"

    @property
    def height(self) -> int:
        """Count rungs from the ground."""
        return list(Rung).index(self) + 1


class Deed(StrEnum):
    """What a resident can do that counts on the ladder."""

    SPACE_VISITED = "space_visited"
    ACTIVITY_ATTENDED = "activity_attended"
    MEMBER_JOINED = "member_joined"
    HOURS_CREDITED = "hours_credited"
    AFFAIR_COMPLETED = "affair_completed"
    TOPIC_RAISED = "topic_raised"
    STATEMENT_MADE = "statement_made"
    VOTE_CAST = "vote_cast"
    TOPIC_MONITORED = "topic_monitored"
    CONSULTATION_ANSWERED = "consultation_answered"


AFFAIRS, MINUTES = "affairs", "minutes"
NOWHERE = "none"
RUNG_OF = {
    Deed.SPACE_VISITED: Rung.SPACE,
    Deed.ACTIVITY_ATTENDED: Rung.ACTIVITY,
    Deed.MEMBER_JOINED: Rung.ORGANIZATION,
    Deed.HOURS_CREDITED: Rung.SERVICE,
}


def rung_of(deed: Deed) -> Rung:
    """Say which rung a deed belongs to: what is not said otherwise is public affairs."""
    return RUNG_OF.get(deed, Rung.PUBLIC_AFFAIRS)


@dataclass(frozen=True)
class Evidence:
    """One deed of a resident, and the event that tells of it; `about` counts once for its kind."""

    event_id: str
    deed: Deed
    about: str
    on: date
    minutes: int = 0
    space_kind: str | None = None

    @property
    def amounts(self) -> dict[str, int]:
        """Say what the deed adds, under every name a standard may ask for it."""
        counted = {self.deed.value: 1}
        if rung_of(self.deed) is Rung.PUBLIC_AFFAIRS:
            counted[AFFAIRS] = 1
        if self.minutes:
            counted[MINUTES] = self.minutes
        return counted


@dataclass(frozen=True)
class Standing:
    """Where a resident stands, and what they did to get there."""

    id: str
    division: str
    rung: Rung | None = None
    since: date | None = None
    counts: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    earned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    months: dict[str, dict[str, int]] = field(default_factory=dict)


Decision = tuple[Standing, list[Event]]


def record(standing: Standing, evidence: Evidence, thresholds: Thresholds) -> Decision:
    """Count a deed, and let the resident step up where the thresholds of its day are met."""
    if is_counted(standing, evidence):
        return standing, []
    counted = count(standing, evidence)
    reached = highest_reached(counted.counts, thresholds)
    if reached is None or (standing.rung and reached.height <= standing.rung.height):
        return counted, []
    return step_up(counted, reached, evidence.on, thresholds)


def is_counted(standing: Standing, evidence: Evidence) -> bool:
    """Tell whether a deed stands among the evidence already."""
    kept = standing.evidence.get(rung_of(evidence.deed), ())
    return any(one.deed is evidence.deed and one.about == evidence.about for one in kept)


def count(standing: Standing, evidence: Evidence) -> Standing:
    """Add a deed to the evidence, to the counts, and to those of its month."""
    rung = rung_of(evidence.deed).value
    kept = list(standing.evidence.get(rung, ()))
    insort(kept, evidence, key=lambda one: one.on)  # the oldest goes, not what is heard of first
    return replace(
        standing,
        counts=added(standing.counts, evidence.amounts),
        evidence={**standing.evidence, rung: tuple(kept[-KEPT:])},
        months=with_month(standing.months, evidence.on, evidence.amounts),
    )


def take_back(standing: Standing, evidence: Evidence) -> Standing:
    """Count a deed no more that proved to be none; the highest rung ever reached stays."""
    rung = rung_of(evidence.deed).value
    kept = tuple(one for one in standing.evidence.get(rung, ()) if one.about != evidence.about)
    return replace(
        standing,
        counts=added(standing.counts, evidence.amounts, -1),
        evidence={**standing.evidence, rung: kept},
        months=with_month(standing.months, evidence.on, evidence.amounts, -1),
    )


def highest_reached(counts: dict[str, int], thresholds: Thresholds) -> Rung | None:
    """Find the highest rung whose thresholds these counts meet."""
    met = [rung for rung in Rung if is_reached(rung, counts, thresholds)]
    return met[-1] if met else None


def is_reached(rung: Rung, counts: dict[str, int], thresholds: Thresholds) -> bool:
    """Tell whether these counts meet every threshold of a rung; without thresholds nobody does."""
    asked = thresholds.rungs.get(rung.value, {})
    return bool(asked) and all(counts.get(name, 0) >= least for name, least in asked.items())


def step_up(standing: Standing, rung: Rung, on: date, thresholds: Thresholds) -> Decision:
    """Let a resident stand on a higher rung, and say by which evidence and standard."""
    previous = standing.rung
    proof = _proof(standing, thresholds.rungs[rung.value])
    above = replace(standing, rung=rung, since=on, earned={**standing.earned, rung.value: proof})
    event = ResidentSteppedUp(
        standing.id,
        rung.value,
        previous.value if previous else None,
        list(proof),
        thresholds.standard_id,
        standing.division,
        space_kind_of(standing),
    )
    return above, [event]


def _proof(standing: Standing, asked: dict[str, int]) -> tuple[str, ...]:
    kept = [one for row in standing.evidence.values() for one in row]
    return tuple(one.event_id for one in kept if asked.keys() & one.amounts.keys())[-KEPT:]


def space_kind_of(standing: Standing) -> str | None:
    """Name the kind of space the resident last came to: where the way up began for them."""
    visits = standing.evidence.get(Rung.SPACE.value, ())
    return visits[-1].space_kind if visits else None


def still_missing(standing: Standing, thresholds: Thresholds) -> dict[str, dict[str, int]]:
    """Say, for the rung above, how much of each deed is still missing."""
    height = standing.rung.height if standing.rung else 0
    above = [rung for rung in Rung if rung.height > height and rung.value in thresholds.rungs]
    if not above:
        return {}
    asked = thresholds.rungs[above[0].value]
    return {
        above[0].value: {
            name: max(0, least - standing.counts.get(name, 0)) for name, least in asked.items()
        }
    }


def moved(before: Standing, after: Standing) -> dict[str, int]:
    """Say how the counts of residents on each rung change when one steps up."""
    was, now = before.rung or NOWHERE, after.rung or NOWHERE
    return {} if was == now else {str(was): -1, str(now): 1}
