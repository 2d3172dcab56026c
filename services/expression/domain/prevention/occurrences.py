"""What happened in a place, so that what builds up there is seen: topics, disputes, who meets whom.

A row says of one topic or dispute in which clusters it counts; it names nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ..places import staff_of
from ..rules.calendar import day_of


class Kind(StrEnum):
    """What may build up in a place."""

    TOPICS = "topics"
    LIKENESS = "likeness"
    DISPUTES = "disputes"
    PARTIES = "parties"


@dataclass(frozen=True)
class Cluster:
    """What is counted together: one place, one kind, and what they have in common."""

    place: str
    kind: Kind
    subject: str
    category: str

    @property
    def id(self) -> str:
        """Name the cluster."""
        return f"{self.place}-{self.kind}-{self.subject}"


@dataclass(frozen=True)
class Occurrence:
    """A topic raised or a dispute opened, and what it is counted with."""

    id: str
    division: str
    category: str
    day: str
    clusters: tuple[str, ...]
    root: str | None = None


def of_topic(topic_id: str, division: str, category: str, at: datetime) -> Occurrence:
    """Count a topic with the others of its category in its place."""
    cluster = Cluster(staff_of(division), Kind.TOPICS, category, category)
    return Occurrence(topic_id, division, category, told(at), (cluster.id,))


def of_dispute(
    dispute_id: str, division: str, category: str, at: datetime, parties: str | None = None
) -> Occurrence:
    """Count a dispute with others of its kind, and with those between the same two parties.

    `parties` is a mark of both that leads back to neither without the service's key.
    """
    place = staff_of(division)
    clusters = [Cluster(place, Kind.DISPUTES, category, category).id]
    if parties:
        clusters.append(Cluster(place, Kind.PARTIES, parties, category).id)
    return Occurrence(dispute_id, division, category, told(at), tuple(clusters))


def told(at: datetime) -> str:
    """Write the day of a moment so that days sort as they follow each other."""
    return day_of(at).isoformat()


def join(one: Occurrence, likest: Iterable[Occurrence]) -> list[Occurrence]:
    """Let a topic join those of its place that say nearly the same; give all that changed.

    They are counted together under the first that was found to be alike.
    """
    near = next((o for o in likest if staff_of(o.division) == staff_of(one.division)), None)
    if near is None:
        return [one]
    root = near.root or near.id
    joined = _under(one, root)
    return [joined] if near.root else [_under(near, root), joined]


def _under(one: Occurrence, root: str) -> Occurrence:
    cluster = Cluster(staff_of(one.division), Kind.LIKENESS, root, one.category)
    return replace(one, root=root, clusters=(*one.clusters, cluster.id))


def read_cluster(identity: str, category: str) -> Cluster:
    """Read a cluster from its name."""
    place, kind, subject = identity.split("-", 2)
    return Cluster(place, Kind(kind), subject, category)


def windows(counts: dict[str, int], *, today: date, days: int, number: int) -> tuple[int, ...]:
    """Add up the counts of days into windows that end today, the earliest first."""
    sums = [0] * number
    for day, count in counts.items():
        back = (today - date.fromisoformat(day)).days // days
        if 0 <= back < number:
            sums[number - 1 - back] += count
    return tuple(sums)
