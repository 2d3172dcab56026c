"""执行反馈: what was done, confirmed by those who raised the topic, or taken up again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chassis.errors import Forbidden, Invalid, Refused
from chassis.events import Event

from ...events import ExecutionReported, TopicClosed, TopicReopened
from ..places import staff_of
from ..rules.rulebook import Rules
from ..topics.moves import NOT_RESIDENTS, SYSTEM, Act, move, owed, require
from ..topics.topic import Actor, Feedback, Origin, Stage, Step, Topic
from ..topics.turns import Answer, Evidence
from .reassessments import waiting

Decision = tuple[Topic, list[Event]]
UNDER_WAY = (Stage.RESOLVED, Stage.EXECUTING)
WATCHABLE = (*UNDER_WAY, Stage.REPORTED)
LAPSED = Actor("lapse")
MOST_MONITORS = 500


def start(
    topic: Topic, task_id: str, *, lead_id: str | None, now: datetime, clause: str = ""
) -> Decision:
    """Note that a joint task carries the resolution out; its lead now owes the execution."""
    known = topic.task_id == task_id and lead_id in (None, topic.owner)
    if topic.stage not in UNDER_WAY or known:
        return topic, []
    act = Act("started", Actor(lead_id or topic.owner or SYSTEM.id), now, task_id, clause)
    owner = lead_id or topic.owner
    return move(topic, act, stage=Stage.EXECUTING, task_id=task_id, owner=owner), []


def report(topic: Topic, feedback: Feedback, *, by: Actor, rules: Rules) -> Decision:
    """Record what was done; once it is said to be finished, those who raised it are asked."""
    require(topic, *UNDER_WAY, to="be reported on", zh="反馈执行情况")
    _require_evidence(feedback, rules)
    reported = move(
        topic,
        Act("reported", by, feedback.at, feedback.summary, rules.clauses["deadlines"]),
        stage=Stage.REPORTED if feedback.done else Stage.EXECUTING,
        feedback=(*topic.feedback, replace(feedback, round=topic.round)),
        **(_asking(topic, rules, feedback.at) if feedback.done else {}),
    )
    announced = ExecutionReported(
        topic_id=topic.id,
        reported_by=feedback.reported_by,
        summary=feedback.summary,
        done=feedback.done,
        division=topic.division,
    )
    return reported, [announced]


def hear(topic: Topic, feedback: Feedback, *, rules: Rules, said_at: datetime) -> Decision:
    """Take feedback from another system: what is late, known or no longer asked changes nothing."""
    if topic.stage not in UNDER_WAY or not _is_news(topic, feedback, said_at):
        return topic, []
    shown = feedback.evidence or (Evidence(feedback.reference, feedback.summary),)
    heard = replace(feedback, evidence=shown)
    return report(topic, heard, by=Actor(feedback.reported_by), rules=rules)


def _require_evidence(feedback: Feedback, rules: Rules) -> None:
    if feedback.done and not feedback.evidence and rules.execution["evidence_required"]:
        raise Invalid(
            "evidence-missing",
            "say what shows that it is done: a link or the number of a record",
            "请提供完成的凭据：链接或记录编号",
            field="evidence",
        )


def _is_news(topic: Topic, feedback: Feedback, said_at: datetime) -> bool:
    known = {(f.reference, f.round) for f in topic.feedback}
    begun = topic.began_at is None or said_at >= topic.began_at
    return begun and (feedback.reference, topic.round) not in known


def concludes(topic: Topic) -> bool:
    """Tell whether a resident's affair alone carries the resolution out: no body was asked to."""
    return topic.task_id is None and not (topic.resolution and topic.resolution.lead_id)


def watch(topic: Topic, *, by: Actor, now: datetime) -> Decision:
    """Let a resident watch over the execution."""
    require(topic, *WATCHABLE, to="be watched", zh="监督")
    if by.id in topic.monitors:
        return topic, []
    if len(topic.monitors) >= MOST_MONITORS:
        raise Refused(
            "monitors-complete",
            f"{MOST_MONITORS} residents watch over this already",
            f"已有{MOST_MONITORS}名居民监督",
        )
    return move(topic, Act("watched", by, now), monitors=(*topic.monitors, by.id)), []


def confirm(topic: Topic, act: Act, *, satisfied: bool, rules: Rules) -> Decision:
    """Let those who raised a topic say whether it is done; if not, the execution begins again."""
    require(topic, Stage.REPORTED, to="be confirmed", zh="确认")
    require_voice(topic, act.by)
    if not satisfied:
        return _begin_again(topic, replace(act, name="found undone"), rules)
    watching = tuple(dict.fromkeys((*topic.monitors, act.by.id)))
    return close(replace(topic, monitors=watching), act, satisfied=True, rules=rules)


def lapse(topic: Topic, *, rules: Rules, now: datetime) -> Decision:
    """Close a topic whose confirmation nobody gave in time; it can still be reopened."""
    return close(topic, Act("lapsed", LAPSED, now), satisfied=False, rules=rules)


def close(topic: Topic, act: Act, *, satisfied: bool, rules: Rules) -> Decision:
    """End the loop of a topic."""
    act = replace(act, clause=rules.clauses["deadlines"])
    settled = {"closed_at": act.at, "satisfied": satisfied}
    changes: dict[str, Any] = waiting(topic, rules, act.at) | settled
    closed = move(topic, act, stage=Stage.CLOSED, **changes)
    announced = TopicClosed(
        topic_id=topic.id,
        confirmed_by=act.by.id,
        monitors=[m for m in topic.monitors if not m.startswith(NOT_RESIDENTS)],
        satisfied=satisfied,
        division=topic.division,
    )
    return closed, [announced]


def reopen(topic: Topic, act: Act, *, rules: Rules) -> Decision:
    """Take a closed topic up again, while those who raised it may still ask for it."""
    require(topic, Stage.CLOSED, to="be reopened", zh="重新办理")
    require_voice(topic, act.by)
    if topic.resolution is None:
        raise Refused("nothing-resolved", "nothing was resolved here", "该议题没有决议可供执行")
    since = _reopens_from(topic)
    if since and act.at > since + timedelta(days=rules.reopen_days):
        raise Refused(
            "reopening-past",
            f"a topic can be reopened within {rules.reopen_days} days: raise it anew",
            f"办结后{rules.reopen_days}天内可重新办理：请重新发起议题",
        )
    return _begin_again(topic, act, rules)


def _reopens_from(topic: Topic) -> datetime | None:
    """Give the day from which reopening is counted: a failure that is found later opens it anew."""
    found = topic.reassessment
    if found and found.round == topic.round and found.outcome == Answer.FAILED:
        return found.published_at
    return topic.closed_at


def _begin_again(topic: Topic, act: Act, rules: Rules) -> Decision:
    if not act.reason.strip():
        raise Invalid("reason-missing", "say what is missing", "请说明原因", field="reason")
    owner = (topic.resolution and topic.resolution.lead_id) or staff_of(topic.division)
    again = move(
        topic,
        replace(act, clause=rules.clauses["reopen_days"]),
        stage=Stage.EXECUTING,
        round=topic.round + 1,
        began_at=act.at,
        closed_at=None,
        satisfied=None,
        **owed(Step.EXECUTION, owner, rules.due_at(Step.EXECUTION, act.at)),
    )
    announced = TopicReopened(
        topic_id=topic.id, reopened_by=act.by.id, reason=act.reason, division=topic.division
    )
    return again, [announced]


def _asking(topic: Topic, rules: Rules, now: datetime) -> dict[str, Any]:
    return owed(Step.CONFIRMATION, topic.raised_by, rules.due_at(Step.CONFIRMATION, now))


def stand_in(topic: Topic, staff: str) -> Actor:
    """Let staff answer for whoever raised a topic, where it did not come from a resident's hand."""
    if topic.origin is Origin.RESIDENT and topic.entered_by is None:
        raise Forbidden(
            "not-who-raised-it",
            "the resident who raised this topic answers for it",
            "该议题由居民本人发起，须由其本人确认",
        )
    return Actor(topic.raised_by, staff)


def require_voice(topic: Topic, by: Actor) -> None:
    """Refuse whoever did not raise the topic, alone or by a topic that was merged into it."""
    if by.id not in topic.voices:
        raise Forbidden(
            "not-who-raised-it",
            "only those who raised a topic confirm or reopen it",
            "只有议题发起人可以确认或要求重新办理",
        )
