"""未诉先办: where a warning stands, staff owe an answer before anybody complains."""

from collections.abc import Iterable
from datetime import datetime

from ..places import staff_of
from ..rules.calendar import day_of
from ..rules.rulebook import Rules
from ..topics.moves import SYSTEM, Act, move, owed
from ..topics.topic import Origin, Stage, Step, Topic
from .occurrences import Cluster, Kind
from .warnings import EarlyWarning

OTHER = "other"
SETTLED_STAGES = (Stage.CLOSED, Stage.DECLINED, Stage.MERGED, Stage.SPLIT)


def matter_of(cluster: Cluster, standing: Iterable[Topic], now: datetime) -> str | None:
    """Name the matter a warning belongs to: one for a place and category, as long as it is open.

    Who quarrels with whom is no public matter.
    """
    if cluster.kind is Kind.PARTIES:
        return None
    unsettled = (topic.id for topic in standing if topic.stage not in SETTLED_STAGES)
    return (
        next(unsettled, None)
        or f"proactive-{cluster.place}-{cluster.category}-{day_of(now):%Y%m%d}"
    )


def attend(topic: Topic | None, warning: EarlyWarning, *, rules: Rules, now: datetime) -> Topic:
    """Open the matter of a warning, or write into its history that it rose."""
    clause = rules.clauses["warnings"]
    if topic is not None:
        return move(topic, Act("warning rose", SYSTEM, now, reason(warning), clause))
    new = _founded(warning, rules, now)
    due_at = rules.due_at(Step.SCREENING, now)
    return move(
        new,
        Act("warning raised", SYSTEM, now, new.note, clause),
        **owed(Step.SCREENING, staff_of(warning.division), due_at),
    )


def reason(warning: EarlyWarning) -> str:
    """Say in both languages what was seen."""
    days, count, most = warning.window_days, warning.count, warning.threshold
    usual = f"{warning.expected:g}"
    return (
        f"{days}天内{count}件（此前平均{usual}件，预警线{most}件），{warning.level}级 / "
        f"{count} in {days} days ({usual} before, threshold {most}), level {warning.level}"
    )


def _founded(warning: EarlyWarning, rules: Rules, now: datetime) -> Topic:
    voice = f"community:{warning.division}"
    return Topic(
        id=warning.topic_id or warning.id,
        division=warning.division,
        title=f"未诉先办 Proactive matter: {warning.category}",
        category=warning.category if warning.category in rules.categories else OTHER,
        note=reason(warning),
        raised_by=voice,
        raised_at=now,
        origin=Origin.COMMUNITY,
        voices=(voice,),
    )
