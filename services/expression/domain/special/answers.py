"""专项征询的作答: one resident, one answer, changeable until the consultation closes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.events import Event

from ...events import ConsultationAnswered
from ..topics.topic import Actor
from .consultation import Consultation
from .questions import Given, check_answers

ANSWERED = "answered"
OPTION = "option_"


@dataclass(frozen=True)
class Answer:
    """What one resident answered; open texts stand apart, under ids that lead to nobody."""

    id: str
    topic_id: str
    resident_id: str
    division: str
    row: str
    given: tuple[Given, ...]
    texts: dict[str, str]
    answered_at: datetime
    changes: int = 0
    entered_by: str | None = None


@dataclass(frozen=True)
class OpenText:
    """What somebody wrote in answer to an open question; it names nobody."""

    id: str
    topic_id: str
    division: str
    question: str
    text: str


Decision = tuple[Answer, list[OpenText], list[Event]]


def answer_id(topic_id: str, resident_id: str) -> str:
    """Name the one answer a resident has to a consultation."""
    return f"{topic_id}:{resident_id}"


def answer(
    known: Answer | None,
    consultation: Consultation,
    given: Sequence[Given],
    new_ids: Sequence[str],
    *,
    by: Actor,
    row: str,
    now: datetime,
) -> Decision:
    """Take an answer in, in place of one given before; only the first is news to other systems."""
    check_answers(consultation.questions, given)
    written = [one for one in given if one.text is not None]
    texts = {one.question: name for one, name in zip(written, new_ids, strict=False)}
    kept = Answer(
        id=answer_id(consultation.id, by.id),
        topic_id=consultation.id,
        resident_id=by.id,
        division=consultation.division,
        row=known.row if known else row,
        given=tuple(replace(one, text=None) for one in given),
        texts=texts,
        answered_at=now,
        changes=known.changes + 1 if known else 0,
        entered_by=by.entered_by,
    )
    apart = [
        OpenText(texts[one.question], kept.topic_id, kept.division, one.question, one.text or "")
        for one in written
    ]
    return kept, apart, [] if known else [_announced(kept)]


def counts(before: Answer | None, after: Answer) -> dict[str, dict[str, int]]:
    """Give by how much each counter changes: by question, and by the row of the turnout."""
    changed: dict[str, dict[str, int]] = {}
    for one, sign in ((before, -1), (after, 1)):
        for counter, name in _counted(one):
            line = changed.setdefault(counter, {})
            line[name] = line.get(name, 0) + sign
    netted = {counter: _without_zeros(line) for counter, line in changed.items()}
    return {counter: line for counter, line in netted.items() if line}


def _without_zeros(line: dict[str, int]) -> dict[str, int]:
    return {name: change for name, change in line.items() if change}


def _counted(one: Answer | None) -> list[tuple[str, str]]:
    if one is None:
        return []
    found = [(row_counter(one.topic_id, one.row), ANSWERED)]
    for given in one.given:
        counter = question_counter(one.topic_id, given.question)
        chosen = (*given.choices, *(() if given.rating is None else (str(given.rating),)))
        found += [(counter, ANSWERED), *((counter, f"{OPTION}{name}") for name in chosen)]
    return found


def question_counter(topic_id: str, question: str) -> str:
    """Name the counter of a question."""
    return f"{topic_id}:question:{question}"


def row_counter(topic_id: str, row: str) -> str:
    """Name the counter of a row of the turnout."""
    return f"{topic_id}:row:{row}"


def forget_in_answer(one: Answer, pseudonym: str) -> Answer:
    """Keep an answer without who gave it; the result stays."""
    return replace(
        one,
        id=answer_id(one.topic_id, pseudonym),
        resident_id=pseudonym,
        entered_by=pseudonym if one.entered_by == one.resident_id else one.entered_by,
    )


def _announced(one: Answer) -> ConsultationAnswered:
    return ConsultationAnswered(
        topic_id=one.topic_id,
        resident_id=one.resident_id,
        answered_at=one.answered_at,
        division=one.division,
    )
