"""预警: what builds up in a place becomes a warning, once for each level, until it falls again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.events import Event

from ...events import WarningEnded, WarningRaised
from ..rules.calendar import day_of
from .occurrences import Cluster, Kind
from .rises import chance_of, level_of

THOUSAND = 1000
RULE_OF = {
    Kind.TOPICS: "topics",
    Kind.LIKENESS: "topics",
    Kind.DISPUTES: "disputes",
    Kind.PARTIES: "parties",
}


@dataclass(frozen=True)
class Seen:
    """What was counted of a cluster, window by window up to today; and the matter it belongs to."""

    counts: tuple[int, ...]
    evidence: tuple[str, ...]
    matter: str | None = None

    @property
    def count(self) -> int:
        """Give the count of the last window."""
        return self.counts[-1]

    @property
    def before(self) -> tuple[int, ...]:
        """Give the counts of the windows before it."""
        return self.counts[:-1]


@dataclass(frozen=True)
class EarlyWarning:
    """A warning as it stands, or as it ended last, with its evidence."""

    id: str
    division: str
    kind: Kind
    subject: str
    category: str
    episode: int
    level: int
    count: int
    threshold: int
    expected: float
    chance: float
    window_days: int
    counts: tuple[int, ...]
    evidence: tuple[str, ...]
    raised_at: datetime
    looked_on: str
    ended_at: datetime | None = None
    open: bool = True
    topic_id: str | None = None


Decision = tuple[EarlyWarning | None, list[Event]]


def days_of(kind: Kind, rules: Mapping[str, int]) -> int:
    """Give the length of a window: topics come and go faster than disputes."""
    disputes = kind in (Kind.DISPUTES, Kind.PARTIES)
    return rules["dispute_days" if disputes else "window_days"]


def judge(
    known: EarlyWarning | None,
    cluster: Cluster,
    seen: Seen,
    *,
    rules: Mapping[str, int],
    now: datetime,
) -> Decision:
    """Raise a warning, let it rise or end it; nothing that was said before is said again."""
    threshold = rules[RULE_OF[cluster.kind]]
    if known is None or not known.open:
        if not _rises(cluster, seen, rules):
            return known, []
        episode = known.episode + 1 if known else 1
        return _raised(_new(episode, cluster, seen, rules=rules, now=now))
    told = _as_seen(known, seen, now)
    if seen.count < threshold:
        return _ended(replace(told, open=False, ended_at=now))
    level = level_of(seen.count, threshold)
    if level <= known.level:
        return told, []
    return _raised(replace(told, level=level, topic_id=seen.matter), known.level)


def _rises(cluster: Cluster, seen: Seen, rules: Mapping[str, int]) -> bool:
    if seen.count < rules[RULE_OF[cluster.kind]]:
        return False
    if cluster.kind is Kind.PARTIES:  # the same two meeting again is no matter of chance
        return True
    return chance_of(seen.count, seen.before) <= rules["chance_per_mille"] / THOUSAND


def _new(
    episode: int, cluster: Cluster, seen: Seen, *, rules: Mapping[str, int], now: datetime
) -> EarlyWarning:
    threshold = rules[RULE_OF[cluster.kind]]
    return EarlyWarning(
        id=cluster.id,
        division=cluster.place,
        kind=cluster.kind,
        subject=cluster.subject,
        category=cluster.category,
        episode=episode,
        level=level_of(seen.count, threshold),
        count=seen.count,
        threshold=threshold,
        expected=_expected(seen),
        chance=round(chance_of(seen.count, seen.before), 6),
        window_days=days_of(cluster.kind, rules),
        counts=seen.counts,
        evidence=seen.evidence,
        raised_at=now,
        looked_on=day_of(now).isoformat(),
        topic_id=seen.matter,
    )


def _expected(seen: Seen) -> float:
    return round(sum(seen.before) / len(seen.before), 2) if seen.before else 0.0


def _as_seen(known: EarlyWarning, seen: Seen, now: datetime) -> EarlyWarning:
    return replace(
        known,
        count=seen.count,
        counts=seen.counts,
        evidence=seen.evidence or known.evidence,
        looked_on=day_of(now).isoformat(),
    )


def warning_id(warning: EarlyWarning) -> str:
    """Name one rise of a cluster, from the day it was raised until it ends."""
    return f"{warning.id}-{warning.episode}"


def _raised(warning: EarlyWarning, from_level: int = 0) -> Decision:
    told = WarningRaised(
        warning_id=warning_id(warning),
        kind=warning.kind,
        category=warning.category,
        level=warning.level,
        from_level=from_level,
        count=warning.count,
        threshold=warning.threshold,
        expected=warning.expected,
        chance=warning.chance,
        window_days=warning.window_days,
        counts=list(warning.counts),
        evidence=list(warning.evidence),
        topic_id=warning.topic_id,
        division=warning.division,
    )
    return warning, [told]


def _ended(warning: EarlyWarning) -> Decision:
    told = WarningEnded(
        warning_id=warning_id(warning),
        kind=warning.kind,
        category=warning.category,
        level=warning.level,
        topic_id=warning.topic_id,
        division=warning.division,
    )
    return warning, [told]
