"""Bodies and views of what is entered on a resident's behalf."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from chassis.events import described

from ..domain.entries.kinds import BodyKind, Correction, Hand, Received, Standing, What
from . import limits


@dataclass(frozen=True)
class CollectedHow:
    """How a voice that is entered for a resident was received, and by whom."""

    body: BodyKind | None = described(
        "party_group",
        "captain, party_group, party_branch, organization, center or community; by the token if "
        "left out",
        default=None,
    )
    body_id: Annotated[str, limits.IDENTITY] | None = described(
        "mutual_aid-tangzhong", "which one, where it is an organization", default=None
    )
    received: Received | None = described("in_person", "in_person, phone or meeting", default=None)


COLLECTED = {"body": "captain", "received": "in_person"}
HOW = "how a voice entered for a resident was received; residents leave it out"


@dataclass(frozen=True)
class AnswerEntry:
    """A resident confirms an entry, or takes it back."""

    reason: Annotated[str, limits.NOTE] = described("我没有这样说", "why, if need be", default="")


@dataclass(frozen=True)
class CorrectEntry:
    """A resident puts right what was entered for them."""

    text: Annotated[str, limits.TEXT] = described(
        "先划访客车位", "what they say, or a topic's note"
    )
    title: Annotated[str, limits.TITLE] | None = described(
        "3号门停车", "the title of a topic, if it changes", default=None
    )
    reason: Annotated[str, limits.NOTE] = described("记录有误", "why, if need be", default="")


@dataclass(frozen=True)
class HandOn:
    """Who has a voice is said to have handed it on."""

    body: BodyKind = described("party_group", "the kind of body it was handed to")
    body_id: Annotated[str, limits.IDENTITY] | None = described(
        "440605124004", "which one, by its id or code", default=None
    )
    note: Annotated[str, limits.NOTE] = described("转社区处理", "what for, if need be", default="")


@dataclass(frozen=True)
class OnBehalf:
    """The mark on what was entered for a resident, for everyone to see."""

    body: BodyKind
    body_id: str | None
    verified: bool
    received: Received | None
    entered_at: datetime
    standing: Standing
    corrections: int
    path: tuple[Hand, ...]


@dataclass(frozen=True)
class EntryView:
    """What was entered for a resident; staff who did not enter it are not shown for whom."""

    id: str
    what: What
    topic_id: str
    division: str
    resident_id: str | None
    entered_by: str
    entered_at: datetime
    until: datetime
    text: str
    body: BodyKind
    body_id: str | None
    verified: bool
    received: Received | None
    standing: Standing
    answered_at: datetime | None
    path: tuple[Hand, ...]
    corrections: tuple[Correction, ...]
