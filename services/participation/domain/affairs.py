"""Public affairs of a neighborhood: opened, taken on by residents, and seen through."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ..events import AffairCompleted, AffairOpened
from .days import happened
from .residents import Resident

MOST_TAKERS = 50


class AffairKind(StrEnum):
    """What an affair is about."""

    SURVEY = "survey"
    PARKING = "parking"
    ENVIRONMENT = "environment"
    PIPE_CLEARING = "pipe_clearing"
    LIGHTING = "lighting"
    SAFETY = "safety"
    OTHER = "other"


class Origin(StrEnum):
    """Who brought an affair up."""

    TOPIC = "topic"
    CAPTAIN = "captain"
    COMMUNITY = "community"


@dataclass(frozen=True)
class Affair:
    """Something to be done for everybody."""

    id: str
    division: str
    title: str
    kind: AffairKind
    origin: Origin
    opened_at: datetime
    topic_id: str | None = None
    places: int = 5
    takers: tuple[str, ...] = ()
    completed_by: str | None = None
    team_id: str | None = None
    completed_at: datetime | None = None

    @property
    def places_left(self) -> int:
        """Say how many more residents can take it on."""
        return 0 if self.completed_at else self.places - len(self.takers)


Decision = tuple[Affair, list[Event]]


def open_affair(affair: Affair) -> Decision:
    """Let residents take on an affair."""
    event = AffairOpened(
        affair.id,
        affair.title,
        affair.kind.value,
        affair.origin.value,
        affair.topic_id,
        affair.division,
    )
    return affair, [event]


def from_resolution(
    topic_id: str, *, title: str, category: str, division: str, now: datetime
) -> Decision:
    """Open the affair that a resolution asks for; there is one for each topic."""
    affair = Affair(
        id=f"topic-{topic_id}",
        division=division,
        title=title,
        kind=kind_of_category(category),
        origin=Origin.TOPIC,
        opened_at=now,
        topic_id=topic_id,
    )
    return open_affair(affair)


def kind_of_category(category: str) -> AffairKind:
    """Say which kind of affair follows from a topic of a category."""
    return AffairKind(category) if category in set(AffairKind) else AffairKind.OTHER


def take(affair: Affair, resident: Resident) -> Decision:
    """Let a resident take an affair on; taking it twice changes nothing."""
    if resident.id in affair.takers:
        return affair, []
    _check_open(affair)
    if affair.places_left <= 0:
        raise Refused(
            "affair-has-enough-hands",
            f"{affair.places} residents have taken it on already",
            f"已有{affair.places}人认领",
        )
    return replace(affair, takers=(*affair.takers, resident.id)), []


def complete(
    affair: Affair,
    resident: Resident,
    *,
    team_id: str | None,
    completed_at: datetime | None,
    now: datetime,
) -> Decision:
    """Record that a resident saw an affair through."""
    _check_open(affair)
    moment = happened(completed_at, now=now, field="completed_at")
    done = replace(
        affair,
        takers=tuple(dict.fromkeys((*affair.takers, resident.id))),
        completed_by=resident.id,
        team_id=team_id,
        completed_at=moment,
    )
    event = AffairCompleted(
        done.id, resident.id, done.kind.value, team_id, done.topic_id, moment, done.division
    )
    return done, [event]


def record_handled(
    affair: Affair,
    resident: Resident,
    *,
    team_id: str | None,
    completed_at: datetime | None,
    now: datetime,
) -> Decision:
    """Record an affair that was handled before it was known here."""
    opened, events = open_affair(affair)
    done, more = complete(opened, resident, team_id=team_id, completed_at=completed_at, now=now)
    return done, events + more


def _check_open(affair: Affair) -> None:
    if affair.completed_at is not None:
        raise Refused("affair-completed", "the affair is completed already", "该事务已办结")
