"""专项征询的结果: what was answered, and by how many of those asked; small groups stay unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chassis.suppression import LEAST, suppress

from .questions import Kind, Question


@dataclass(frozen=True)
class Line:
    """How many of a group or place were asked and answered; None is withheld."""

    row: str
    asked: int | None
    answered: int | None


@dataclass(frozen=True)
class QuestionResult:
    """How often each option was chosen; all is withheld where fewer than five answered."""

    question: str
    answered: int | None
    options: dict[str, int] = field(default_factory=dict)
    average: float | None = None


@dataclass(frozen=True)
class Result:
    """The result of a consultation as it was published, once."""

    published_at: datetime
    published_by: str
    asked: int | None
    answered: int | None
    turnout: tuple[Line, ...]
    questions: tuple[QuestionResult, ...]
    summary: str = ""
    least: int = LEAST


@dataclass(frozen=True)
class Turnout:
    """Whom a consultation reached: all of those asked, and by row where it betrays nobody."""

    asked: int | None
    answered: int | None
    lines: tuple[Line, ...]


def turnout(asked: Mapping[str, int], answered: Mapping[str, int]) -> Turnout:
    """Show how many answered: no number under five is shown, or follows by subtraction.

    One table by rows that do not overlap, with its totals. Where the totals themselves would have
    to be withheld for its sake there is no table: what all of them said is what is owed.
    """
    rows = sorted({*asked, *answered})
    said = [answered.get(row, 0) for row in rows]
    silent = [max(asked.get(row, 0) - n, 0) for row, n in zip(rows, said, strict=True)]
    total, quiet = sum(said), sum(silent)
    shown_total = None if _is_small(total) else total
    shown_asked = None if _is_small(quiet) or _is_small(total + quiet) else total + quiet
    if len(rows) < 2 or None in (shown_total, shown_asked):  # noqa: PLR2004 - one row is the total
        return Turnout(shown_asked, shown_total, ())
    *table, sums = suppress(list(zip(said, silent, strict=True)))
    if None in sums:
        return Turnout(shown_asked, shown_total, ())
    lines = [Line(row, cells[-1], cells[0]) for row, cells in zip(rows, table, strict=True)]
    return Turnout(shown_asked, shown_total, tuple(lines))


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def results(
    questions: Sequence[Question], counted: Mapping[str, Mapping[str, Any]]
) -> tuple[QuestionResult, ...]:
    """Show what was answered, question by question; options are opinions and name no group."""
    return tuple(_result(one, counted.get(one.id, {})) for one in questions)


def _result(question: Question, counted: Mapping[str, Any]) -> QuestionResult:
    answered = counted.get("answered", 0)
    if _is_small(answered):
        return QuestionResult(question.id, None)
    options = {name: counted.get(f"option_{name}", 0) for name in _names(question)}
    return QuestionResult(question.id, answered, options, _average(question, options, answered))


def _names(question: Question) -> list[str]:
    if question.kind is Kind.SCALE:
        return [str(n) for n in range(question.lowest, question.highest + 1)]
    return [option.id for option in question.options]


def _average(question: Question, options: Mapping[str, int], answered: int) -> float | None:
    if question.kind is not Kind.SCALE or not answered:
        return None
    return round(sum(int(name) * times for name, times in options.items()) / answered, 2)
