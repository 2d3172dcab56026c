"""复评: some time after a topic was closed, those concerned say whether it worked."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Forbidden, Refused
from chassis.events import Event

from ...events import ReassessmentAsked, TopicReassessed
from ..places import staff_of
from ..rules.rulebook import Rules
from ..topics.moves import SETTLED, SYSTEM, Act, move, owed
from ..topics.topic import Step, Topic
from ..topics.turns import Answer, Reassessment

Decision = tuple[Topic, list[Event]]
UNANSWERED = "unanswered"
WORST_FIRST = (Answer.FAILED, Answer.PARTLY, Answer.WORKED)


@dataclass(frozen=True)
class Opinion:
    """What somebody concerned answered; nobody has two."""

    id: str
    topic_id: str
    division: str
    answered_by: str
    answer: Answer
    at: datetime
    words: str = ""
    entered_by: str | None = None


def opinion_id(topic: Topic, resident_id: str) -> str:
    """Name the one answer of a resident to what is asked now."""
    return f"{topic.id}-r{topic.round}:{resident_id}"


def turn(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Ask those concerned once the day has come, and publish what they answered in the end."""
    asked = topic.reassessment
    if asked and asked.round == topic.round and asked.published_at is None:
        return _publish(topic, asked, rules, now)
    closes_at = rules.due_at(Step.REASSESSMENT, now)
    asking = move(
        topic,
        Act("reassessment asked", SYSTEM, now, clause=rules.clauses["reassessment"]),
        reassessment=Reassessment(topic.round, now, closes_at),
        **owed(Step.REASSESSMENT, staff_of(topic.division), closes_at),
    )
    announced = ReassessmentAsked(topic.id, topic.title, closes_at, topic.division)
    return asking, [announced]


def _publish(topic: Topic, asked: Reassessment, rules: Rules, now: datetime) -> Decision:
    outcome = outcome_of(asked)
    act = Act("reassessed", SYSTEM, now, outcome, rules.clauses["reassessment"])
    known = replace(asked, outcome=outcome, published_at=now)
    published = move(topic, act, reassessment=known, **SETTLED)
    announced = TopicReassessed(
        topic_id=topic.id,
        worked=asked.worked,
        partly=asked.partly,
        failed=asked.failed,
        outcome=outcome,
        division=topic.division,
    )
    return published, [announced]


def outcome_of(asked: Reassessment) -> str:
    """Give what most answered; of two answered equally often the worse one stands."""
    if not asked.answers:
        return UNANSWERED
    return str(max(WORST_FIRST, key=lambda one: getattr(asked, one)))


def opine(topic: Topic, before: Opinion | None, opinion: Opinion) -> tuple[Topic, list[Event]]:
    """Count an answer; a change of mind moves it, so that nobody counts twice."""
    asked = require_asked(topic, opinion.at)
    change: Counter[Answer] = Counter({opinion.answer: 1})
    if before:
        change[before.answer] -= 1
    counted = {name: getattr(asked, name) + change[name] for name in WORST_FIRST}
    return replace(topic, reassessment=replace(asked, **counted)), []


def require_asked(topic: Topic, now: datetime) -> Reassessment:
    """Refuse an answer before it is asked for, or after the last day."""
    asked = topic.reassessment
    if asked is None or asked.round != topic.round or topic.step is not Step.REASSESSMENT:
        raise Refused("not-asked", "nobody is asked whether it worked now", "目前未在复评期")
    if now >= asked.closes_at:
        raise Refused("reassessment-over", "the reassessment is over", "复评已结束")
    return asked


def require_party(topic: Topic, resident_id: str, *, voted: bool) -> None:
    """Let answer who raised the topic, voted on it, or watched its execution."""
    if not voted and resident_id not in (*topic.voices, *topic.monitors):
        raise Forbidden(
            "not-a-party",
            "those who raised it, voted or watched say whether it worked",
            "由发起、表决或监督过该议题的居民作出评价",
        )


def waiting(topic: Topic, rules: Rules, now: datetime) -> dict[str, object]:
    """Say when a closed topic is looked at again; nothing is where the standard asks for none."""
    days = rules.reassessment["after_days"]
    if not days or topic.resolution is None:
        return dict(SETTLED)
    return owed(Step.REASSESSMENT, staff_of(topic.division), rules.days_after(days, now))
