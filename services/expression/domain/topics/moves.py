"""How a topic moves: every act is written into its history and says what is owed next."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chassis.errors import Refused

from .topic import Actor, Move, Stage, Step, Topic

SYSTEM = Actor("system")


@dataclass(frozen=True)
class Act:
    """What is done to a topic, by whom, when, why and under which standard."""

    name: str
    by: Actor
    at: datetime
    reason: str = ""
    clause: str = ""


def move(topic: Topic, act: Act, **changes: Any) -> Topic:
    """Change a topic and write the line of its history that says so."""
    line = Move(
        at=act.at,
        act=act.name,
        stage=changes.get("stage", topic.stage),
        actor=act.by.id,
        reason=act.reason,
        clause=act.clause,
        entered_by=act.by.entered_by,
        step=changes.get("step", topic.step),
        owner=changes.get("owner", topic.owner),
        due_at=changes.get("due_at", topic.due_at),
    )
    return replace(topic, history=(*topic.history, line), **changes)


def owed(step: Step, owner: str, due_at: datetime) -> dict[str, Any]:
    """Say what is owed next: nothing is late yet, and the alarm is set to the deadline."""
    return {
        "step": step,
        "owner": owner,
        "due_at": due_at,
        "overdue_level": 0,
        "alarm_at": due_at,
    }


NOT_RESIDENTS = ("import:", "community:", "erased:", "open311:", "withdrawn:")
SETTLED: dict[str, Any] = {
    "step": None,
    "owner": None,
    "due_at": None,
    "overdue_level": 0,
    "alarm_at": None,
}

IN_CHINESE = {
    Stage.RAISED: "征集",
    Stage.SCREENED: "已筛选",
    Stage.DISCUSSION: "讨论",
    Stage.NOTICE: "公示",
    Stage.RESOLVED: "决议公开",
    Stage.EXECUTING: "执行",
    Stage.REPORTED: "执行反馈",
    Stage.CLOSED: "办结",
    Stage.DECLINED: "不予受理",
    Stage.REVIEW: "复核",
    Stage.MERGED: "已合并",
    Stage.SPLIT: "已拆分",
}


def require(topic: Topic, *stages: Stage, to: str, zh: str) -> None:
    """Refuse a move that has no place in the stage a topic is in."""
    if topic.stage in stages:
        return
    raise Refused(
        "stage-differs",
        f"a topic that is {topic.stage} cannot {to}",
        f"处于“{IN_CHINESE[topic.stage]}”阶段的议题不能{zh}",
    )
