"""专项征询: whom a special consultation asks what, from when until when, and how it ends."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.divisions import pattern_within
from chassis.errors import Forbidden, Invalid, Refused

from ..places import contains
from ..residents.resident import Resident
from ..topics.moves import require
from ..topics.topic import Actor, Stage, Topic
from .questions import Question, check_questions
from .results import Result

# an answer accepted in the last moment may take as long as a transaction can until it is kept
GRACE = timedelta(minutes=1)
BEFORE_THE_END = (Stage.RAISED, Stage.SCREENED, Stage.DISCUSSION)
NOT_ASKING = (Stage.RAISED, Stage.DECLINED, Stage.REVIEW, Stage.MERGED, Stage.SPLIT)
ELSE = "other"


class Publication(StrEnum):
    """Who publishes the result: the clock once all is counted, or staff by a deadline."""

    CLOCK = "clock"
    STAFF = "staff"


class State(StrEnum):
    """How far a consultation is: asking, counting those who were asked, counted, or over."""

    ASKING = "asking"
    COUNTING = "counting"
    COUNTED = "counted"
    PUBLISHED = "published"
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class Population:
    """Which residents are asked: those of these places, in one of these groups where any is named.

    `rows` are the groups turnout is shown by; who is in several counts in the first one named.
    """

    places: tuple[str, ...]
    groups: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """Write as a regular expression where those who are asked live."""
        return pattern_within(self.places)


@dataclass(frozen=True)
class Plan:
    """What staff want to ask, of whom, and who publishes the result."""

    population: Population
    questions: tuple[Question, ...]
    publication: Publication = Publication.CLOCK


@dataclass(frozen=True)
class Consultation:
    """The questions of a special topic, whom they are put to, and what came of it."""

    id: str
    division: str
    opens_at: datetime
    closes_at: datetime
    population: Population
    questions: tuple[Question, ...]
    publication: Publication
    set_by: str
    set_at: datetime
    state: State = State.ASKING
    alarm_at: datetime | None = None
    due_at: datetime | None = None
    overdue_level: int = 0
    counted_to: str = ""
    asked: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    result: Result | None = None


def set_up(
    known: Consultation | None, topic: Topic, plan: Plan, *, by: Actor, now: datetime
) -> Consultation:
    """Say what a special topic asks of whom; once it is open nobody changes the questions."""
    require(topic, *BEFORE_THE_END, to="be given questions", zh="设置征询问题")
    if topic.window is None:
        raise Refused(
            "channel-regular",
            "only a topic of the special channel is put to residents as questions",
            "只有专项征询议题可以设置问题",
        )
    if known and known.opens_at <= now:
        raise Refused(
            "consultation-begun",
            "it is open: its questions and those asked stay as they are",
            "征询已开始：问题和征询对象不能再更改",
        )
    if topic.window.closes_at <= now:
        raise Refused("consultation-closed", "its window is over", "征询期已过")
    population = _population(plan.population, topic.division)
    check_questions(plan.questions)
    return Consultation(
        id=topic.id,
        division=topic.division,
        opens_at=max(topic.window.opens_at, now),
        closes_at=topic.window.closes_at,
        population=population,
        questions=plan.questions,
        publication=plan.publication,
        set_by=by.id,
        set_at=now,
        alarm_at=topic.window.closes_at + GRACE,
    )


def _population(wanted: Population, division: str) -> Population:
    places = wanted.places or (division,)
    outside = [place for place in places if not contains(division, place)]
    if outside:
        raise Invalid(
            "asked-elsewhere",
            f"{outside[0]} does not lie in {division}, which the topic is about",
            f"{outside[0]} 不在议题所属的 {division} 之内",
            field="places",
        )
    for place in places:
        if any(contains(other, place) for other in places if other is not place):
            raise Invalid(
                "asked-twice",
                f"{place} is named twice, or lies within another place",
                f"{place} 重复，或包含在另一地点之内",
                field="places",
            )
    return replace(wanted, places=places)


def row_of(population: Population, resident: Resident) -> str | None:
    """Give the row of the turnout a resident counts in, none where they are not asked.

    Rows never overlap: two tables of the same people could be subtracted from one another.
    """
    place = next((one for one in population.places if contains(one, resident.division)), None)
    gone = resident.erased or resident.withdrawn
    if place is None or gone or not _is_meant(population, resident):
        return None
    if not population.rows:
        return place
    return next((row for row in population.rows if row in resident.groups), ELSE)


def _is_meant(population: Population, resident: Resident) -> bool:
    return not population.groups or bool(set(population.groups) & set(resident.groups))


def require_open(consultation: Consultation, topic: Topic, now: datetime) -> None:
    """Refuse an answer before a consultation opens, after it closed, or where it was not begun."""
    if now < consultation.opens_at or topic.stage is Stage.RAISED:
        raise Refused("consultation-not-open", "the consultation is not open yet", "征询尚未开始")
    if now >= consultation.closes_at or consultation.state is not State.ASKING:
        raise Refused("consultation-closed", "the consultation is closed", "征询已截止")
    if topic.stage in NOT_ASKING:
        raise Refused(
            "consultation-ended",
            "its topic was declined, merged or split: nobody is asked any more",
            "该议题已不予受理、合并或拆分：征询不再进行",
        )


def require_asked(consultation: Consultation, resident: Resident | None) -> str:
    """Give the row a resident counts in, or refuse whoever is not asked."""
    row = row_of(consultation.population, resident) if resident else None
    if row is None:
        places = ", ".join(consultation.population.places)
        groups = ", ".join(consultation.population.groups) or "-"
        raise Forbidden(
            "not-asked",
            f"asked are registered residents of {places}; groups: {groups}",
            f"征询对象为 {places} 的已登记居民；群体：{groups}",
        )
    return row
