"""Bodies and views of special consultations: what is asked of whom, answers, the result."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length, OneOf, Range, Regexp

from chassis.events import described

from ..domain.special.consultation import Publication, State
from ..domain.special.questions import Given, Kind, Option, Question
from ..domain.special.results import Result
from . import limits
from .topics import ON_BEHALF

NAME = Regexp(r"^[a-z0-9][a-z0-9_-]{0,31}(?!\n)$")
GROUPS = (
    "child", "youth", "elder", "worker", "woman", "family", "disabled", "party_member",
    "villager", "newcomer", "foreigner",
)  # fmt: skip
Group = Annotated[str, OneOf(GROUPS)]
Name = Annotated[str, NAME]
OPTIONS = [
    {"id": "day", "zh": "白天", "en": "by day"},
    {"id": "night", "zh": "夜间", "en": "by night"},
]
ASKED = [{"id": "hours", "kind": "single", "zh": "何时限停？", "en": "When?", "options": OPTIONS}]


@dataclass(frozen=True)
class OptionAsked:
    """One of the answers to choose from."""

    id: Name = described("day", "its name within the question")
    zh: Annotated[str, limits.TITLE] = described("白天", "its text in Chinese")
    en: Annotated[str, limits.TITLE] = described("by day", "its text in English")


@dataclass(frozen=True)
class QuestionAsked:
    """One question, in both languages."""

    id: Name = described("hours", "its name within the consultation")
    kind: Kind = described("single", "single, several, scale or text")
    zh: Annotated[str, limits.REASON] = described("何时限停？", "its text in Chinese")
    en: Annotated[str, limits.REASON] = described("When to restrict?", "its text in English")
    options: Annotated[list[OptionAsked], Length(0, 20)] = described(
        OPTIONS, "what to choose from, for single and several", default=[]
    )
    lowest: Annotated[int, Range(0, 10)] = described(1, "the lowest of a scale", default=1)
    highest: Annotated[int, Range(1, 10)] = described(5, "the highest of a scale", default=5)
    most: Annotated[int, Range(1, 20)] | None = described(
        2, "how many options may be chosen, for several; all if left out", default=None
    )
    required: bool = described(True, "whether an answer without it is refused", default=True)


@dataclass(frozen=True)
class SetUpConsultation:
    """Staff say what a special topic asks, and of whom."""

    questions: Annotated[list[QuestionAsked], Length(1, 20)] = described(ASKED, "what is asked")
    places: Annotated[list[Annotated[str, limits.DIVISION]], Length(0, 50)] = described(
        ["440605124004"],
        "where those who are asked live; the topic's own place if left out",
        default=[],
    )
    groups: Annotated[list[Group], Length(0, 11)] = described(
        ["elder"], "ask only those in one of these groups; everybody if left out", default=[]
    )
    turnout_by: Annotated[list[Group], Length(0, 11)] = described(
        ["elder", "youth"], "groups turnout is shown by; places if left out", default=[]
    )
    publication: Publication = described(
        "clock", "who publishes the result: clock or staff", default=Publication.CLOCK
    )


@dataclass(frozen=True)
class AnswerGiven:
    """What is answered to one question."""

    question: Name = described("hours", "the question")
    choices: Annotated[list[Name], Length(0, 20)] = described(
        ["day"], "the options chosen, one for single", default=[]
    )
    rating: Annotated[int, Range(0, 10)] | None = described(4, "for a scale", default=None)
    text: Annotated[str, limits.TEXT] | None = described(
        "请保留访客车位", "for an open question", default=None
    )


@dataclass(frozen=True)
class AnswerConsultation:
    """A resident answers, or changes what they answered."""

    answers: Annotated[list[AnswerGiven], Length(1, 20)] = described(
        [{"question": "hours", "choices": ["day"]}], "the answers, question by question"
    )
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class PublishResult:
    """Staff publish the result of a consultation that has closed."""

    summary: Annotated[str, limits.TEXT] = described("多数赞成白天限停", "what it comes to")


@dataclass(frozen=True)
class ConsultationView:
    """What is asked of whom from when until when; and, once published, the result."""

    id: str
    division: str
    opens_at: datetime
    closes_at: datetime
    places: tuple[str, ...]
    groups: tuple[str, ...]
    turnout_by: tuple[str, ...]
    questions: tuple[Question, ...]
    publication: Publication
    state: State
    due_at: datetime | None
    result: Result | None


@dataclass(frozen=True)
class AnswerReceipt:
    """What somebody is told whose answer was taken in."""

    topic_id: str
    answered_at: datetime
    changes: int


@dataclass(frozen=True)
class OwnAnswer:
    """A resident's own answer, as it stands."""

    topic_id: str
    answers: tuple[Given, ...]
    answered_at: datetime
    changes: int
    entered_by: str | None


@dataclass(frozen=True)
class OpenTextView:
    """What somebody wrote; nobody is shown who."""

    id: str
    question: str
    text: str


def questions_of(body: SetUpConsultation) -> tuple[Question, ...]:
    """Read the questions as the domain has them."""
    return tuple(
        Question(**{**vars(one), "options": tuple(Option(**vars(o)) for o in one.options)})
        for one in body.questions
    )


def given_of(body: AnswerConsultation) -> list[Given]:
    """Read the answers as the domain has them."""
    return [Given(one.question, tuple(one.choices), one.rating, one.text) for one in body.answers]
