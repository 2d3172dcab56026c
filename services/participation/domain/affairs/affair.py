"""Public affairs of a neighborhood: opened, taken on by residents, and seen through."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.divisions import within
from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import AffairOpened
from ..residents.resident import Resident

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


class Stage(StrEnum):
    """How far an affair has come."""

    OPEN = "open"
    DONE = "done"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class SentBack:
    """One time what was done did not do; the note is for those who answer for the place."""

    actor: str
    reason: str
    at: datetime
    note: str | None = None


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
    opened_by: str | None = None
    entered_by: str | None = None
    stage: Stage | None = None
    confirm_by: datetime | None = None
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    returns: tuple[SentBack, ...] = ()

    @property
    def state(self) -> Stage:
        """Say how far it has come; versions before this one kept no stage."""
        return self.stage or (Stage.DONE if self.completed_at else Stage.OPEN)

    @property
    def times_sent_back(self) -> int:
        """Count how often what was done did not do."""
        return len(self.returns)

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
    return replace(affair, stage=Stage.OPEN), [event]


def check_resolution(affair: Affair, resolved: Affair | None) -> None:
    """Refuse an affair of a topic that no resolution is known of, or of another place."""
    if resolved is None:
        raise Invalid(
            "resolution-unknown",
            f"no resolution of topic {affair.topic_id} is known here",
            f"未收到议题 {affair.topic_id} 的决议",
            field="topic_id",
        )
    if not within(affair.division, resolved.division):
        raise Invalid(
            "outside-the-resolution",
            f"the resolution of topic {affair.topic_id} is for {resolved.division}",
            f"议题 {affair.topic_id} 的决议适用于 {resolved.division}",
            field="division",
        )


def of_topic(topic_id: str) -> str:
    """Name the affair that the resolution of a topic became."""
    return f"topic-{topic_id}"


def from_resolution(
    topic_id: str, *, title: str, category: str, division: str, now: datetime
) -> Decision:
    """Open the affair that a resolution asks for; there is one for each topic."""
    affair = Affair(
        id=of_topic(topic_id),
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
    check_open(affair)
    if affair.places_left <= 0:
        raise Refused(
            "affair-has-enough-hands",
            f"{affair.places} residents have taken it on already",
            f"已有{affair.places}人认领",
        )
    return replace(affair, takers=(*affair.takers, resident.id)), []


def give_back(affair: Affair, resident_id: str) -> Affair:
    """Free the place of a resident who took an affair on; saying it twice changes nothing."""
    if resident_id not in affair.takers:
        return affair
    check_open(affair)
    return replace(affair, takers=tuple(one for one in affair.takers if one != resident_id))


def check_open(affair: Affair) -> None:
    """Refuse what concerns an affair that is done."""
    if affair.completed_at is not None:
        raise Refused("affair-completed", "the affair is completed already", "该事务已办结")
