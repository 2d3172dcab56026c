"""What is sent and shown of public affairs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.affairs.affair import MOST_TAKERS, AffairKind, Origin, SentBack, Stage
from ..domain.affairs.confirming import Reason
from .limits import Code, Identity, Title


@dataclass(frozen=True)
class OpenAffair:
    """What a captain or a community worker sends to open a public affair."""

    title: Title = described("疏通3座化粪池", "what is to be done")
    kind: AffairKind = described("pipe_clearing", "kind of affair")
    division: Code = described("440605124004", "where")
    places: Annotated[int, Range(1, MOST_TAKERS)] = described(
        5, "how many residents can take it on", default=5
    )
    topic_id: Identity | None = described(
        None, "the topic, where its resolution asks for this too", default=None
    )


@dataclass(frozen=True)
class TakeAffair:
    """What is sent when a resident takes an affair on, or gives it back."""

    resident_id: Identity = described("resident-1", "whose affair it is")


@dataclass(frozen=True)
class CompleteAffair:
    """What is sent when a resident saw an affair through."""

    affair_id: Identity = described("affair-1", "the affair")
    resident_id: Identity = described("resident-1", "who handled it")
    team_id: Identity | None = described("org-1", "the team they acted for", default=None)
    completed_at: datetime | None = described(
        "2019-05-04T09:30:00+08:00", "when, for imports; now if left out", default=None
    )


@dataclass(frozen=True)
class RecordAffair:
    """What is sent to record an affair that was opened and handled elsewhere."""

    title: Title = described("疏通3座化粪池", "what was done")
    kind: AffairKind = described("pipe_clearing", "kind of affair")
    division: Code = described("440605124004", "where")
    resident_id: Identity = described("resident-1", "who handled it")
    team_id: Identity | None = described("org-1", "the team they acted for", default=None)
    completed_at: datetime | None = described(
        "2019-05-04T09:30:00+08:00", "when; now if left out", default=None
    )
    reference: Identity | None = described(
        "tangzhong-2019-001", "your own number; the same again changes nothing", default=None
    )


@dataclass(frozen=True)
class SendBack:
    """What is sent when what was done does not do."""

    reason: Reason = described("unfinished", "why")
    note: Annotated[str, Length(1, 500)] | None = described(
        "井盖未复位", "in your own words, for those who answer for the place", default=None
    )


@dataclass(frozen=True)
class AffairView:
    """An affair as everybody may see it: what and where, not who."""

    id: str
    division: str
    title: str
    kind: AffairKind
    origin: Origin
    topic_id: str | None
    places: int
    places_left: int
    team_id: str | None
    opened_at: datetime
    completed_at: datetime | None
    state: Stage
    confirm_by: datetime | None
    confirmed_at: datetime | None
    times_sent_back: int


@dataclass(frozen=True)
class HandlingView:
    """Who is on an affair, by opaque id, and what was said of what they did."""

    id: str
    division: str
    state: Stage
    takers: tuple[str, ...]
    completed_by: str | None
    team_id: str | None
    confirm_by: datetime | None
    confirmed_at: datetime | None
    confirmed_by: str | None
    returns: tuple[SentBack, ...]


@dataclass(frozen=True)
class CaptainsLogView:
    """What a team of captains handled in a place, in a month or in all."""

    team_id: str
    division: str
    month: str | None
    affairs: int
    confirmed: int
    sent_back: int
    by_kind: dict[str, int]
