"""Bodies and views of a case: opening it, its parties, its facts, its end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from marshmallow.validate import Length

from chassis.events import described

from ..domain.disputes.dispute import DisputeKind, DisputeStage, Due, Ending
from ..domain.disputes.ending import Referral
from ..domain.disputes.file import PartyKind, Source
from . import limits

Ref = Annotated[str, Length(1, 8)]
Words = Annotated[str, limits.TEXT]
Identity = Annotated[str, limits.IDENTITY]
Identities = Annotated[tuple[str, ...], Length(0, 20)]
SUMMER = datetime(2019, 5, 1, 2, tzinfo=UTC)
BY_REF = "the party by its name in the file; parties leave it out"


@dataclass(frozen=True)
class NameParty:
    """A party, and what ties it to others as far as is known."""

    kind: PartyKind = described("resident", "resident, organization or outsider")
    id: Annotated[str, Length(0, 120)] = described(
        "r-1001", "the resident or organization; empty for an outsider", default=""
    )
    words: Annotated[str, limits.NOTE] = described(
        "", "who it is, where there is no id", default=""
    )
    spoken_for_by: Identity | None = described(
        None, "the resident who speaks for an organization", default=None
    )
    home: Annotated[str, limits.DIVISION] | None = described(
        "440605124004-e01-b03", "where it lives or sits, if known", default=None
    )
    household: Annotated[str, Length(0, 120)] = described("", "its household, if known", default="")
    organizations: Identities = described([], "organizations it belongs to", default=())
    kin: Identities = described([], "residents it declares as kin", default=())


@dataclass(frozen=True)
class OpenDispute:
    """What staff record when parties ask for mediation."""

    kind: DisputeKind = described("parking", "what kind of dispute it is")
    division: Annotated[str, limits.DIVISION] = described("440605124004", "where it is")
    matter: Words = described("车位只卖不租", "what it is about; sealed")
    parties: Annotated[tuple[NameParty, ...], Length(2, 20)] = described(
        [{"kind": "resident", "id": "r-1001"}, {"kind": "organization", "id": "org-1"}],
        "who has it with whom",
    )
    topic_id: Identity | None = described(None, "the topic it comes from, if any", default=None)


@dataclass(frozen=True)
class SayWilling:
    """Whether a party agrees to mediation; a no at any time ends it."""

    willing: bool = described(True, "whether the party agrees to mediation")
    party: Ref | None = described("p1", BY_REF, default=None)
    reason: Annotated[str, limits.NOTE] = described("", "why not", default="")


@dataclass(frozen=True)
class EnterFact:
    """A line of the chronicle."""

    happened_at: datetime = described(SUMMER, "when it happened")
    source: Source = described("document", "where it is known from")
    text: Annotated[str, Length(1, 2000)] = described("物业张贴通知：车位只卖不租", "what happened")
    reference: Annotated[str, limits.NOTE] = described(
        "通知2019-17号", "where it is read", default=""
    )
    corrects: int | None = described(None, "the line it corrects, which stays", default=None)


@dataclass(frozen=True)
class CiteLaw:
    """The words of a law that bear on the case."""

    law: Annotated[str, limits.TITLE] = described("中华人民共和国民法典", "the law")
    article: Annotated[str, limits.TITLE] = described("第二百七十六条", "its article")
    words: Annotated[str, Length(1, 2000)] = described(
        "建筑区划内，规划用于停放汽车的车位、车库应当首先满足业主的需要。", "what it says"
    )


@dataclass(frozen=True)
class EndDispute:
    """How a mediation ends without a settlement."""

    ending: Ending = described("failed", "failed, withdrawn or referred")
    reason: Annotated[str, limits.REASON] = described("双方分歧过大", "why; sealed")
    referred_to: Referral | None = described(
        None, "court, police, arbitration or administration", default=None
    )


@dataclass(frozen=True)
class HandOver:
    """Who records the case from now on."""

    clerk_id: Identity = described("w-2", "another of the staff of the place")
    reason: Annotated[str, limits.REASON] = described("岗位调整", "why; sealed")


@dataclass(frozen=True)
class DisputeView:
    """How far a case is; nothing of what it is about."""

    id: str
    division: str
    kind: DisputeKind
    stage: DisputeStage
    step: Due | None
    owner: str | None
    due_at: datetime | None
    overdue_level: int
    limit_at: datetime | None
    extended: bool
    opened_at: datetime
    effective_at: datetime | None
    ended_at: datetime | None
    ending: Ending | None
    declined: str | None = None


@dataclass(frozen=True)
class CaseView:
    """A case with its whole file, for those who are named in it."""

    id: str
    stage: DisputeStage
    kind: DisputeKind
    division: str
    you_are: str
    step: Due | None
    owner: str | None
    due_at: datetime | None
    limit_at: datetime | None
    clerk: str
    mediators: tuple[str, ...]
    candidates: tuple[str, ...]
    file: dict[str, Any]


@dataclass(frozen=True)
class LookView:
    """One look into a case file."""

    id: str
    dispute_id: str
    looked_by: str
    as_: str
    what: str
    at: datetime


@dataclass(frozen=True)
class ProposeTerm:
    """What one party does, by a day."""

    party: Ref = described("p2", "who does it, by its name in the file")
    does: Annotated[str, limits.REASON] = described("开放40个车位月租", "what it does")
    by: date = described("2019-07-01", "the last day for it")


@dataclass(frozen=True)
class ProposeTerms:
    """The terms of a settlement."""

    terms: Annotated[tuple[ProposeTerm, ...], Length(1, 50)] = described(
        [{"party": "p2", "does": "开放40个车位月租", "by": "2019-07-01"}], "what each party does"
    )


@dataclass(frozen=True)
class GiveConsent:
    """A party's yes to the terms as they stand."""

    party: Ref | None = described("p1", BY_REF, default=None)


@dataclass(frozen=True)
class KeyChangeView:
    """How far the change of the key that wraps the keys of case files is."""

    wraps_under: str
    left: int
