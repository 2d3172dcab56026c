"""异议: residents object to a resolution on notice, and staff answer each one in public.

Objections are rows of their own: a history that each of a thousand wrote a line into has no end.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import ObjectionAnswered, ObjectionMade
from ..places import staff_of
from ..rules.rulebook import Rules
from ..topics.moves import SYSTEM, Act, move, owed, require
from ..topics.topic import Stage, Step, Topic
from ..topics.turns import Notice
from .notices import end_notice, give_notice


class Outcome(StrEnum):
    """What follows from an objection."""

    DISMISSED = "dismissed"
    CORRECTION = "correction"
    DISCUSSION = "discussion"


@dataclass(frozen=True)
class Objection:
    """What somebody holds against a resolution on notice, and what they were answered."""

    id: str
    topic_id: str
    division: str
    notice: int
    number: int
    made_by: str
    reason: str
    made_at: datetime
    entered_by: str | None = None
    outcome: Outcome | None = None
    answer: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Said:
    """What staff answer to an objection; a correction carries the text as it is to read."""

    outcome: Outcome
    answer: str
    text: str = ""


Decision = tuple[Topic, Objection, list[Event]]


def object_to(topic: Topic, act: Act, *, pending: bool) -> Decision:
    """Object to a resolution while it is on notice; one objection of a resident is open a time."""
    require(topic, Stage.NOTICE, to="be objected to", zh="提出异议")
    notice = _running(topic, act.at)
    if pending:
        raise Refused(
            "objection-pending", "your objection waits for its answer", "您的异议尚待答复"
        )
    objection = Objection(
        id=f"{topic.id}-o{notice.objections + 1}",
        topic_id=topic.id,
        division=topic.division,
        notice=notice.number,
        number=notice.objections + 1,
        made_by=act.by.id,
        reason=act.reason,
        made_at=act.at,
        entered_by=act.by.entered_by,
    )
    counted = replace(notice, objections=objection.number, open=notice.open + 1)
    announced = ObjectionMade(topic.id, objection.number, act.by.id, topic.division)
    return replace(topic, notice=counted), objection, [announced]


def _running(topic: Topic, now: datetime) -> Notice:
    if topic.notice is None or now >= topic.notice.until:
        raise Refused("notice-over", "the notice is over", "公示期已结束")
    return topic.notice


def answer(topic: Topic, objection: Objection, said: Said, act: Act, *, rules: Rules) -> Decision:
    """Answer an objection in public; one that is upheld corrects the text or reopens the talks."""
    _check_answer(objection, said, act)
    answered = replace(
        objection,
        outcome=said.outcome,
        answer=said.answer,
        answered_by=act.by.id,
        answered_at=act.at,
    )
    after, events = _follow(topic, answered, said, act, rules)
    announced = ObjectionAnswered(
        topic_id=topic.id,
        number=objection.number,
        made_by=objection.made_by,
        outcome=said.outcome,
        division=topic.division,
    )
    return after, answered, [announced, *events]


def _check_answer(objection: Objection, said: Said, act: Act) -> None:
    if objection.outcome is not None:
        raise Refused("objection-answered", "the objection is answered", "该异议已答复")
    if objection.made_by == act.by.id:
        raise Refused(
            "own-objection",
            "somebody else answers an objection than who made it",
            "异议不得由提出人本人答复",
        )
    if (said.outcome is Outcome.CORRECTION) is not bool(said.text.strip()):
        raise Invalid(
            "text-misplaced",
            "a correction, and nothing else, carries the corrected text",
            "更正须附更正后的文本，其他答复不附",
            field="text",
        )


def _follow(
    topic: Topic, objection: Objection, said: Said, act: Act, rules: Rules
) -> tuple[Topic, list[Event]]:
    notice = topic.notice
    if topic.stage is not Stage.NOTICE or notice is None or objection.notice < notice.first:
        return topic, []  # the talks were reopened before: the answer is on record
    upheld = notice.upheld + (said.outcome is not Outcome.DISMISSED)
    counted = replace(topic, notice=replace(notice, open=notice.open - 1, upheld=upheld))
    if said.outcome is Outcome.DISCUSSION:
        return _reopen(counted, act, rules), []
    if said.outcome is Outcome.CORRECTION:
        return _correct(counted, said.text, act, rules)
    return _dismiss(counted, act, rules)


def _reopen(topic: Topic, act: Act, rules: Rules) -> Topic:
    due_at = rules.due_at(Step.DISCUSSION, act.at)
    return move(
        topic,
        replace(act, name="sent back"),
        stage=Stage.DISCUSSION,
        resolution=None,
        **owed(Step.DISCUSSION, staff_of(topic.division), due_at),
    )


def _correct(topic: Topic, text: str, act: Act, rules: Rules) -> tuple[Topic, list[Event]]:
    if topic.resolution is None or topic.notice is None:
        return topic, []
    return give_notice(
        topic,
        replace(topic.resolution, text=text),
        replace(act, name="corrected", reason=text),
        rules=rules,
        notice=replace(topic.notice, number=topic.notice.number + 1),
    )


def _dismiss(topic: Topic, act: Act, rules: Rules) -> tuple[Topic, list[Event]]:
    over = topic.notice is not None and act.at >= topic.notice.until
    if not over or (topic.notice and topic.notice.open):
        return topic, []
    return end_notice(topic, in_effect(act.at, rules), rules=rules)


def in_effect(now: datetime, rules: Rules) -> Act:
    """Name the act by which the clock lets a resolution take effect."""
    return Act("in effect", SYSTEM, now, clause=rules.clauses["notice"])
