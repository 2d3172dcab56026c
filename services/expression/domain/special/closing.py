"""How a special consultation ends: those asked are counted, and the result is published, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from chassis.events import Event

from ...events import ConsultationResultPublished, StepOverdue
from ..places import staff_of
from ..residents.resident import Resident
from ..rules.rulebook import Rules
from ..topics.moves import SYSTEM
from ..topics.topic import Actor, Topic
from .answers import Answer
from .consultation import NOT_ASKING, Consultation, Publication, State, row_of
from .results import Result, results, turnout

Decision = tuple[Consultation, list[Event]]
RESULT = "result"
LAST_LEVEL = 2


@dataclass(frozen=True)
class Counted:
    """What was counted of the answers: by row of the turnout, and by question."""

    rows: Mapping[str, int]
    questions: Mapping[str, Mapping[str, Any]]


def count_asked(
    consultation: Consultation,
    residents: Sequence[Resident],
    answers: Mapping[str, Answer],
    *,
    last: bool,
) -> Consultation:
    """Count some of those asked; who answered counts in the row they were in when they did."""
    asked, found = dict(consultation.asked), dict(consultation.found)
    for resident in residents:
        given = answers.get(resident.id)
        row = given.row if given else row_of(consultation.population, resident)
        if row is not None:
            asked[row] = asked.get(row, 0) + 1
            found[row] = found.get(row, 0) + (given is not None)
    to = residents[-1].id if residents else consultation.counted_to
    state = State.COUNTED if last else State.COUNTING
    return replace(consultation, asked=asked, found=found, counted_to=to, state=state)


def conclude(
    consultation: Consultation,
    topic: Topic | None,
    counted: Counted,
    *,
    rules: Rules,
    now: datetime,
) -> Decision:
    """End a consultation that was counted: published by the clock, or owed by staff from now."""
    if not counted.rows and (topic is None or topic.stage in NOT_ASKING):
        return replace(consultation, state=State.CALLED_OFF, alarm_at=None), []
    if consultation.publication is Publication.CLOCK:
        return publish(consultation, counted, by=SYSTEM, summary="", now=now)
    due_at = rules.days_from(rules.consultations["result_days"], now)
    return replace(consultation, due_at=due_at, alarm_at=due_at), []


def remind(
    consultation: Consultation, counted: Counted, *, rules: Rules, now: datetime
) -> Decision:
    """Call a result overdue that staff keep back; at the last level the clock publishes it."""
    level = consultation.overdue_level + 1
    late = StepOverdue(
        topic_id=consultation.id,
        step=RESULT,
        owner=staff_of(consultation.division),
        level=level,
        due_at=consultation.due_at or now,
        division=consultation.division,
    )
    again = rules.days_from(rules.consultations["result_days"], now)
    reminded = replace(consultation, overdue_level=level, alarm_at=again)
    if level < LAST_LEVEL:
        return reminded, [late]
    published, announced = publish(reminded, counted, by=SYSTEM, summary="", now=now)
    return published, [late, *announced]


def require_counted(consultation: Consultation, now: datetime) -> None:
    """Refuse to publish what is still asked or counted, or was published."""
    if now < consultation.closes_at:
        raise Refused(
            "consultation-open", "residents can answer until it closes", "征询截止前居民仍可作答"
        )
    if consultation.state in (State.ASKING, State.COUNTING):
        raise Refused(
            "still-counting",
            "those who were asked are being counted: try again in a minute",
            "正在统计征询对象：请稍后再试",
        )
    if consultation.state is not State.COUNTED:
        raise Refused("result-published", "it is over already", "该征询已经结束")


def publish(
    consultation: Consultation, counted: Counted, *, by: Actor, summary: str, now: datetime
) -> Decision:
    """Publish the result; it is said once and stays as it is."""
    result = _result(consultation, counted, by, summary, now)
    published = replace(consultation, state=State.PUBLISHED, alarm_at=None, result=result)
    announced = ConsultationResultPublished(
        topic_id=consultation.id,
        asked=result.asked,
        answered=result.answered,
        results={one.question: one.options for one in result.questions if one.options},
        published_by=by.id,
        division=consultation.division,
    )
    return published, [announced]


def _result(
    consultation: Consultation, counted: Counted, by: Actor, summary: str, now: datetime
) -> Result:
    rows = {*consultation.asked, *counted.rows}
    gone = {row: counted.rows.get(row, 0) - consultation.found.get(row, 0) for row in rows}
    asked = {row: consultation.asked.get(row, 0) + max(gone[row], 0) for row in rows}
    shown = turnout(asked, counted.rows)
    return Result(
        published_at=now,
        published_by=by.id,
        asked=shown.asked,
        answered=shown.answered,
        turnout=shown.lines,
        questions=results(consultation.questions, counted.questions),
        summary=summary,
    )
