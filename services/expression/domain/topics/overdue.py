"""No topic stops silently: when a deadline passes, the step is done by rule or called overdue."""

from datetime import datetime

from chassis.events import Event

from ...events import StepOverdue
from ..places import answerable, staff_of
from ..resolutions.execution import lapse
from ..resolutions.notices import end_notice
from ..resolutions.objections import in_effect
from ..resolutions.reassessments import turn
from ..rules.rulebook import Rules
from .moves import SYSTEM, Act, move, owed
from .screening import open_discussion
from .topic import Step, Topic

Decision = tuple[Topic, list[Event]]


def ring(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Answer the alarm of a topic, once for each step and level."""
    if topic.alarm_at is None or topic.alarm_at > now:
        return topic, []
    if topic.step is Step.DISCUSSION and topic.window:
        return _close_window(topic, rules=rules, now=now)
    answer = BY_RULE.get(topic.step, _escalate) if topic.step else _escalate
    return answer(topic, rules=rules, now=now)


def _open(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    return open_discussion(topic, rules=rules, now=now), []


def _end_notice(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    return end_notice(topic, in_effect(now, rules), rules=rules)


def _close_window(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Close a consultation: its result is now owed to the public."""
    closed = move(
        topic,
        Act("window closed", SYSTEM, now, clause=rules.clauses["deadlines"]),
        **owed(Step.RESOLUTION, staff_of(topic.division), rules.due_at(Step.RESOLUTION, now)),
    )
    return closed, []


def _escalate(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Tell the owner, then level by level those above, and write down who was told."""
    if topic.step is None or topic.due_at is None or topic.alarm_at is None:
        return topic, []
    owner, level = topic.owner or staff_of(topic.division), topic.overdue_level + 1
    above = answerable(owner, topic.division)
    told = above[min(level, len(above)) - 1]
    goes_to = above[level] if level < len(above) else None
    again = rules.due_at(topic.step, topic.alarm_at) if goes_to else None
    overdue = StepOverdue(
        topic_id=topic.id,
        step=topic.step,
        owner=owner,
        level=level,
        due_at=topic.due_at,
        division=topic.division,
        told=told,
        goes_to=goes_to,
    )
    act = Act("overdue", SYSTEM, now, f"{topic.step} {level}: {told}", rules.clauses["deadlines"])
    return move(topic, act, overdue_level=level, alarm_at=again), [overdue]


# what a deadline does by itself; any other step is late
BY_RULE = {
    Step.OPENING: _open,
    Step.NOTICE: _end_notice,
    Step.CONFIRMATION: lapse,
    Step.REASSESSMENT: turn,
}
