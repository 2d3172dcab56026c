"""专项征询: a weak community is listened to for as long as it takes to be put right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.events import Event

from ...events import ConsultationEnded, ConsultationOpened
from ..places import staff_of
from ..rules.rulebook import Rules
from ..topics.moves import SETTLED, SYSTEM, Act, move, owed
from ..topics.topic import Channel, Origin, Stage, Step, Topic

TITLE = "社区整顿常设征询 Standing consultation"
CATEGORY = "rectification"


@dataclass(frozen=True)
class Community:
    """Whether a community is flagged weak, by the latest news of it."""

    id: str
    division: str
    weak: bool
    since: datetime


def latest(known: Community | None, told: Community) -> Community:
    """Take the latest news of a community; news that was overtaken changes nothing."""
    return known if known and known.since > told.since else told


def consultation_id(community_id: str) -> str:
    """Name the one standing consultation of a community."""
    return f"standing-{community_id}"


def attend(
    topic: Topic | None, community: Community, *, reason: str, rules: Rules, now: datetime
) -> tuple[Topic | None, list[Event]]:
    """Keep a consultation open while its community is weak, and end it once it has recovered."""
    if community.weak:
        return _open(topic, community, reason=reason, rules=rules, now=now)
    if topic is None or topic.stage is not Stage.DISCUSSION:
        return topic, []
    ended = move(topic, Act("ended", SYSTEM, now), stage=Stage.CLOSED, closed_at=now, **SETTLED)
    return ended, [ConsultationEnded(topic.id, community.id, community.division)]


def _open(
    topic: Topic | None, community: Community, *, reason: str, rules: Rules, now: datetime
) -> tuple[Topic, list[Event]]:
    if topic and topic.stage is not Stage.CLOSED:
        return topic, []
    due_at = rules.due_at(Step.DISCUSSION, now)
    fresh: dict[str, Any] = {
        "resolution": None,
        "notice": None,
        "reassessment": None,
        "task_id": None,
        "closed_at": None,
        "satisfied": None,
    }
    opened = move(
        topic or _founded(community, now),
        Act("opened", SYSTEM, now, reason, rules.clauses["deadlines"]),
        stage=Stage.DISCUSSION,
        **fresh,
        **owed(Step.DISCUSSION, staff_of(community.division), due_at),
    )
    announced = ConsultationOpened(opened.id, community.id, reason, community.division)
    return opened, [announced]


def _founded(community: Community, now: datetime) -> Topic:
    voice = f"community:{community.id}"
    return Topic(
        id=consultation_id(community.id),
        division=community.division,
        title=TITLE,
        category=CATEGORY,
        raised_by=voice,
        raised_at=now,
        channel=Channel.SPECIAL,
        origin=Origin.COMMUNITY,
        voices=(voice,),
    )
