"""Bodies and views of the roster of mediators, and of who mediates in a case."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, Range

from chassis.events import described

from ..domain.disputes.dispute import DisputeKind
from ..domain.disputes.mediators import MediatorKind, OnRoster, Training
from ..domain.disputes.mediators_choice import Choice
from ..domain.disputes.seats import Interest
from . import limits

Identity = Annotated[str, limits.IDENTITY]
Identities = Annotated[tuple[str, ...], Length(0, 20)]


@dataclass(frozen=True)
class ProposeMediator:
    """A resident who wants to mediate, or somebody staff put on the roster."""

    kind: MediatorKind = described("backbone", "backbone, worthy, folk_group or professional")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "where they live or work")
    mediator_id: Identity | None = described(
        "r-1003", "whom staff put on the roster; residents leave it out", default=None
    )
    organizations: Identities = described([], "organizations they belong to", default=())
    kin: Identities = described([], "residents who are kin; kept as marks", default=())
    household: Annotated[str, Length(0, 120)] = described(
        "", "their household, if known; kept as a mark", default=""
    )


@dataclass(frozen=True)
class DecideMediator:
    """Staff confirm who proposed themselves, or say why not."""

    accepted: bool = described(True, "whether they are on the roster")
    reason: Annotated[str, limits.NOTE] = described("", "why not", default="")


@dataclass(frozen=True)
class RecordTraining:
    """A course a mediator took."""

    course: Annotated[str, limits.TITLE] = described("人民调解员岗前培训", "the course")
    hours: Annotated[int, Range(1, 1000)] = described(16, "how many hours")
    held_on: date = described("2019-03-02", "the day it was held, or its last")
    valid_until: date = described("2021-03-01", "the last day it counts")
    kinds: Annotated[tuple[DisputeKind, ...], Length(0, 20)] = described(
        ["parking"], "kinds of dispute it bears on; all if empty", default=()
    )


@dataclass(frozen=True)
class MediatorView:
    """Somebody on the roster, with what they learned and how much they have to do."""

    id: str
    division: str
    kind: MediatorKind
    on_roster: OnRoster
    reason: str
    trainings: tuple[Training, ...]
    open: int
    proposed_at: datetime | None


@dataclass(frozen=True)
class SeatMediator:
    """Whom the clerk seats."""

    mediator_id: Identity = described("r-1003", "somebody of the roster who agreed to mediate")


@dataclass(frozen=True)
class DeclareInterest:
    """A mediator's word on their own part in the case."""

    interest: Interest = described("none", "none, party, kin, household, stake or other")
    words: Annotated[str, limits.NOTE] = described("", "what it is; sealed", default="")


@dataclass(frozen=True)
class RemoveMediator:
    """Why a mediator goes: a party does not accept them, or they cannot go on."""

    words: Annotated[str, limits.REASON] = described("当事人不接受该调解员", "why; sealed")


@dataclass(frozen=True)
class ChoicesView:
    """Who could be asked, the best choice first, each with its reasons."""

    items: tuple[Choice, ...]
