"""Everyone concerned is told what became of a topic, a bounded portion at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.events import Event

from ...events import (
    ObjectionAnswered,
    ReassessmentAsked,
    ResidentsTold,
    ReviewDecided,
    TopicDeclined,
    TopicMerged,
    TopicReassessed,
    TopicSplit,
)
from ..resolutions.objections import Outcome
from .moves import NOT_RESIDENTS
from .topic import Topic

AT_ONCE = 200
TOOK_IN, SENT_BACK, NOT_HELD = "took in", "sent back", "session not held"
CONCERNS: dict[type[Event], str] = {
    TopicMerged: "merged",
    TopicSplit: "split",
    TopicDeclined: "declined",
    ReviewDecided: "reviewed",
    ReassessmentAsked: "reassessment asked",
    TopicReassessed: "reassessed",
}


@dataclass(frozen=True)
class Telling:
    """What is left to do until all who raised, voted or followed were named in an event."""

    id: str
    topic_id: str
    division: str
    act: str
    at: datetime
    into: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    ballots: tuple[str, ...] = ()
    rolls: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    cursor: str = ""
    portions: int = 0
    told: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True)
class Concern:
    """One line of a resident's own list: what became of a topic they had a part in."""

    id: str
    resident_id: str
    topic_id: str
    division: str
    act: str
    at: datetime
    into: tuple[str, ...] = ()


def concern_of(event: Event) -> str | None:
    """Name what those concerned are to hear of an event; most are for everyone, and not told."""
    if isinstance(event, ObjectionAnswered):
        return SENT_BACK if event.outcome == Outcome.DISCUSSION else None
    return CONCERNS.get(type(event))


def begin(telling_id: str, topic: Topic, act: str, *, voted: bool, now: datetime) -> Telling:
    """Begin to tell those who raised or followed a topic, and those who voted where that counts."""
    into = topic.parts or ((topic.merged_into,) if topic.merged_into else ())
    proposed = tuple(f"{topic.id}-p{number + 1}" for number in range(topic.proposals))
    return Telling(
        id=telling_id,
        topic_id=topic.id,
        division=topic.division,
        act=act,
        at=now,
        into=into,
        direct=tuple(dict.fromkeys((*topic.voices, *topic.monitors))),
        ballots=(*topic.heard_on, *proposed) if voted else (),
        rolls=proposed if voted else (),
        follows=topic.heard_on,
    )


def of_portion(telling: Telling, people: Iterable[str]) -> list[Concern]:
    """Give a line for each resident among those named."""
    residents = dict.fromkeys(who for who in people if not who.startswith(NOT_RESIDENTS))
    return [
        Concern(
            id=f"{telling.id}:{who}",
            resident_id=who,
            topic_id=telling.topic_id,
            division=telling.division,
            act=telling.act,
            at=telling.at,
            into=telling.into,
        )
        for who in residents
    ]


def go_on(
    telling: Telling, fresh: list[Concern], *, cursor: str | None, now: datetime
) -> tuple[Telling, list[Event]]:
    """Name a portion, and remember how far the telling has come; without a cursor it is done."""
    number = telling.portions + bool(fresh)
    after = replace(telling, portions=number, told=telling.told + len(fresh), cursor=cursor or "")
    if cursor is None:
        after = replace(after, done_at=now, direct=())
    if not fresh:
        return after, []
    announced = ResidentsTold(
        topic_id=telling.topic_id,
        act=telling.act,
        into_ids=list(telling.into),
        resident_ids=[one.resident_id for one in fresh],
        portion=number,
        division=telling.division,
    )
    return after, [announced]
