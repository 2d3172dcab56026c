"""No topic stops silently: when a deadline passes, the step is done by rule or called overdue."""

from dataclasses import replace
from datetime import datetime

from chassis.events import Event

from ..events import StepOverdue
from .execution import lapse
from .moves import SYSTEM, Act, move, owed
from .places import staff_of
from .rules import Rules
from .screening import open_discussion
from .topics import Step, Topic

Decision = tuple[Topic, list[Event]]
HIGHEST_LEVEL = 2


def ring(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Answer the alarm of a topic, once for each step and level."""
    if topic.alarm_at is None or topic.alarm_at > now:
        return topic, []
    if topic.step is Step.OPENING:
        return open_discussion(topic, rules=rules, now=now), []
    if topic.step is Step.CONFIRMATION:
        return lapse(topic, rules=rules, now=now)
    if topic.step is Step.DISCUSSION and topic.window:
        return _close_window(topic, rules=rules, now=now), []
    return _escalate(topic, rules=rules)


def _close_window(topic: Topic, *, rules: Rules, now: datetime) -> Topic:
    """Close a consultation: its result is now owed to the public."""
    return move(
        topic,
        Act("window closed", SYSTEM, now, clause=rules.clauses["deadlines"]),
        **owed(Step.RESOLUTION, staff_of(topic.division), rules.due_at(Step.RESOLUTION, now)),
    )


def _escalate(topic: Topic, *, rules: Rules) -> Decision:
    if topic.step is None or topic.due_at is None or topic.alarm_at is None:
        return topic, []
    level = topic.overdue_level + 1
    again = rules.due_at(topic.step, topic.alarm_at) if level < HIGHEST_LEVEL else None
    overdue = StepOverdue(
        topic_id=topic.id,
        step=topic.step,
        owner=topic.owner or staff_of(topic.division),
        level=level,
        due_at=topic.due_at,
        division=topic.division,
    )
    return replace(topic, overdue_level=level, alarm_at=again), [overdue]
