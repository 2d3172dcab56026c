"""专项征询的问题: what a special consultation asks, and whether an answer is one to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chassis.errors import Invalid

FEWEST_OPTIONS = 2
WIDEST_SCALE = 10


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    SEVERAL = "several"
    SCALE = "scale"
    TEXT = "text"


CHOOSING = (Kind.SINGLE, Kind.SEVERAL)


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from, in both languages."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True)
class Question:
    """One question in both languages; `most` limits how many options are chosen."""

    id: str
    kind: Kind
    zh: str
    en: str
    options: tuple[Option, ...] = ()
    lowest: int = 1
    highest: int = 5
    most: int | None = None
    required: bool = True


@dataclass(frozen=True)
class Given:
    """What somebody answered to one question."""

    question: str
    choices: tuple[str, ...] = ()
    rating: int | None = None
    text: str | None = None


def check_questions(questions: Sequence[Question]) -> None:
    """Refuse questions that nobody could answer, or that could be taken for one another."""
    if _repeats(one.id for one in questions):
        raise _wrong("two questions have one id", "问题编号重复", "questions")
    for one in questions:
        _check_question(one)


def _check_question(question: Question) -> None:
    where = f"questions.{question.id}"
    if question.kind in CHOOSING:
        _check_options(question, where)
    elif question.options:
        raise _wrong("only a choice has options", "只有选择题设选项", where)
    span = question.highest - question.lowest
    if question.kind is Kind.SCALE and not 0 < span <= WIDEST_SCALE:
        raise _wrong(
            f"a scale goes up, by {WIDEST_SCALE} steps at most",
            f"量表须由低到高，最多{WIDEST_SCALE}级",
            where,
        )


def _check_options(question: Question, where: str) -> None:
    if len(question.options) < FEWEST_OPTIONS:
        raise _wrong("a choice has two options at least", "选择题至少两个选项", where)
    if _repeats(one.id for one in question.options):
        raise _wrong("two options have one id", "选项编号重复", where)
    if question.most is not None and not 1 <= question.most <= len(question.options):
        raise _wrong("`most` is from 1 to the number of options", "最多可选数超出范围", where)


def check_answers(questions: Sequence[Question], given: Sequence[Given]) -> None:
    """Refuse answers to what was not asked, in another form, twice, or not at all where due."""
    asked = {one.id: one for one in questions}
    if _repeats(one.question for one in given):
        raise _wrong("a question is answered once", "同一问题只能作答一次", "answers")
    for one in given:
        if one.question not in asked:
            raise Invalid(
                "question-unknown",
                f"nobody asked {one.question}",
                f"没有问题 {one.question}",
                field="answers",
            )
        _check_answer(asked[one.question], one)
    missing = [one.id for one in questions if one.required and one.id not in _named(given)]
    if missing:
        names = ", ".join(missing)
        raise Invalid(
            "answer-missing", f"not answered: {names}", f"尚未作答：{names}", field="answers"
        )


def _check_answer(question: Question, given: Given) -> None:
    if not _fits(question, given):
        raise Invalid(
            "answer-unfit",
            f"{question.id} is answered by {_form(question)}",
            f"问题 {question.id} 的作答须为：{_form_zh(question)}",
            field=f"answers.{question.id}",
        )


def _fits(question: Question, given: Given) -> bool:
    parts = (bool(given.choices), given.rating is not None, given.text is not None)
    wanted = (question.kind in CHOOSING, question.kind is Kind.SCALE, question.kind is Kind.TEXT)
    if parts != wanted:
        return False
    if question.kind is Kind.SCALE:
        return question.lowest <= (given.rating or 0) <= question.highest
    if question.kind is Kind.TEXT:
        return bool((given.text or "").strip())
    known = {one.id for one in question.options}
    apart = not _repeats(given.choices)
    return apart and len(given.choices) <= _most(question) and known.issuperset(given.choices)


def _most(question: Question) -> int:
    if question.kind is Kind.SINGLE:
        return 1
    return question.most or len(question.options)


def _form(question: Question) -> str:
    forms = {
        Kind.SCALE: f"a `rating` from {question.lowest} to {question.highest}",
        Kind.TEXT: "a `text`",
    }
    return forms.get(question.kind, f"1 to {_most(question)} of its options, in `choices`")


def _form_zh(question: Question) -> str:
    forms = {
        Kind.SCALE: f"{question.lowest}至{question.highest}的 rating",
        Kind.TEXT: "非空的 text",
    }
    return forms.get(question.kind, f"choices 中1至{_most(question)}个选项")


def _named(given: Iterable[Given]) -> set[str]:
    return {one.question for one in given}


def _repeats(names: Iterable[str]) -> bool:
    listed = list(names)
    return len(listed) != len(set(listed))


def _wrong(en: str, zh: str, field: str) -> Invalid:
    return Invalid("questions-unfit", en, zh, field=field)
