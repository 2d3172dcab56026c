"""What is sent and shown of mutual aid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.hours.ledger import LONGEST_DAY, Grade
from ..domain.mutual_aid.kinds import AidKind, End, Reach, Side
from ..domain.mutual_aid.matches import MatchState
from .limits import Code, Identity

MOST_AT_ONCE = 20


@dataclass(frozen=True)
class OpenAid:
    """What is sent to ask for help, or to offer it."""

    side: Side = described("ask", "ask or offer")
    kind: AidKind = described("elder_visit", "kind of help")
    resident_id: Identity = described("resident-1", "who asks or offers")
    starts_at: datetime = described("2019-05-11T09:30:00+08:00", "from when")
    ends_at: datetime = described("2019-05-11T11:30:00+08:00", "until when")
    division: Code | None = described(
        "440605126009-e01", "where, in the resident's own community; home if left out", default=None
    )
    capacity: Annotated[int, Range(1, MOST_AT_ONCE)] = described(
        1, "how many helpers are wanted, or how many can be helped", default=1
    )
    reach: Reach = described(
        "community", "how far a helper goes: estate, community or town", default=Reach.COMMUNITY
    )
    organization_id: Identity | None = described(
        "org-mutual-aid", "the organization through which, if any", default=None
    )
    note: Annotated[str, Length(1, 200)] | None = described(
        "需要会用轮椅", "what a helper should know; shown to them once both agreed", default=None
    )


@dataclass(frozen=True)
class AidView:
    """An ask or an offer as neighbors may see it: no person, no building, no note."""

    id: str
    side: Side
    kind: AidKind
    community: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    places_left: int
    reach: Reach
    organization_id: str | None
    open: bool


@dataclass(frozen=True)
class OwnAidView:
    """An ask or an offer as who made it sees it, and staff of the place."""

    id: str
    side: Side
    kind: AidKind
    division: str
    resident_id: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    places_left: int
    reach: Reach
    organization_id: str | None
    note: str | None
    held: tuple[str, ...]
    open: bool
    ended: End | None
    opened_at: datetime


@dataclass(frozen=True)
class CandidateView:
    """An offer that fits an ask, in the order of whose turn it is."""

    offer_id: str
    nearness: Reach
    starts_at: datetime
    ends_at: datetime
    waiting_since: datetime


@dataclass(frozen=True)
class CandidatesView:
    """Who could help, the first in turn first."""

    ask_id: str
    candidates: tuple[CandidateView, ...]


@dataclass(frozen=True)
class ProposeMatch:
    """What is sent to bring an ask and an offer together."""

    ask_id: Identity = described("ask-1", "the ask")
    offer_id: Identity | None = described(
        "offer-1", "the offer; whose turn it is if left out", default=None
    )


@dataclass(frozen=True)
class AnswerMatch:
    """What is sent when one side answers, or staff for them."""

    resident_id: Identity = described("resident-1", "for whom this is said")


@dataclass(frozen=True)
class ConfirmMatch:
    """What is sent when one side says that help was given."""

    resident_id: Identity = described("resident-1", "for whom this is said")
    minutes: Annotated[int, Range(1, LONGEST_DAY)] | None = described(
        90, "for how long; as planned if left out", default=None
    )


@dataclass(frozen=True)
class MatchView:
    """A match: where and with whom (by opaque id) only once both agreed, and to staff."""

    id: str
    kind: AidKind
    ask_id: str
    offer_id: str
    community: str
    starts_at: datetime
    ends_at: datetime
    state: MatchState
    agreed: tuple[Side, ...]
    confirmed: tuple[Side, ...]
    minutes: int | None
    grade: Grade | None
    due_at: datetime | None
    ended: End | None
    division: str | None
    asker_id: str | None
    helper_id: str | None
    note: str | None
