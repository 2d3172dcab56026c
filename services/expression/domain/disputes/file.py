"""The sealed file of a dispute (人民调解卷宗): what is in it, and who is named in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PartyKind(StrEnum):
    """Who can be a party."""

    RESIDENT = "resident"
    ORGANIZATION = "organization"
    OUTSIDER = "outsider"


class Source(StrEnum):
    """Where a fact is known from."""

    PARTY = "party"
    WITNESS = "witness"
    DOCUMENT = "document"
    RECORDING = "recording"
    VISIT = "visit"
    AUTHORITY = "authority"
    EXPERT = "expert"


@dataclass(frozen=True)
class Party:
    """A party: who it is, who speaks for it, and what ties it to others, as far as is known."""

    ref: str
    kind: PartyKind
    id: str
    words: str = ""
    spoken_for_by: str | None = None
    home: str = ""
    household: str = ""
    organizations: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    willing: bool | None = None
    willing_at: datetime | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Name the residents who are, or speak for, this party."""
        own = (self.id,) if self.kind is PartyKind.RESIDENT else ()
        return (*own, *((self.spoken_for_by,) if self.spoken_for_by else ()))


@dataclass(frozen=True)
class Fact:
    """A line of the chronicle; a correction is a line of its own and says which it corrects."""

    number: int
    happened_at: datetime
    entered_at: datetime
    entered_by: str
    source: Source
    reference: str
    text: str
    corrects: int | None = None


@dataclass(frozen=True)
class Basis:
    """The words of a law that a settlement can rest on."""

    law: str
    article: str
    words: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True)
class Session:
    """A meeting of the parties with a mediator."""

    number: int
    scheduled_for: datetime
    place: str
    present: tuple[str, ...] = ()
    summary: str = ""
    held_at: datetime | None = None
    adjourned_to: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Term:
    """What one party does, by a day."""

    number: int
    party: str
    does: str
    by: date


@dataclass(frozen=True)
class Consent:
    """A party's yes to the terms as they stand."""

    party: str
    at: datetime
    entered_by: str


@dataclass(frozen=True)
class Confirmation:
    """司法确认: both sides asked a court to confirm the settlement."""

    applied_on: date
    court: str
    reference: str


@dataclass(frozen=True)
class Settlement:
    """The terms, who agreed to them, and since when they bind (人民调解法 Art. 28-33)."""

    terms: tuple[Term, ...]
    proposed_by: str
    proposed_at: datetime
    consents: tuple[Consent, ...] = ()
    effective_at: datetime | None = None
    confirmation: Confirmation | None = None


class Kept(StrEnum):
    """Whether a term was found kept."""

    YES = "kept"
    NO = "not_kept"
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class FollowUp:
    """回访: one look at whether the terms are kept, term by term."""

    made_at: datetime
    made_by: str
    found: dict[str, Kept]
    note: str = ""


@dataclass(frozen=True)
class StoodDown:
    """A mediator who does not mediate in this case, and why."""

    mediator_id: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Line:
    """A line of a file's history: who did what, when, why and by which rule."""

    at: datetime
    act: str
    actor: str
    reason: str = ""
    clause: str = ""
    entered_by: str | None = None


@dataclass(frozen=True)
class CaseFile:
    """Everything a case is about; nobody reads it who is not named in it."""

    id: str
    place: str
    matter: str
    parties: tuple[Party, ...] = ()
    facts: tuple[Fact, ...] = ()
    basis: tuple[Basis, ...] = ()
    sessions: tuple[Session, ...] = ()
    settlement: Settlement | None = None
    earlier: tuple[Settlement, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    stood_down: tuple[StoodDown, ...] = ()
    referred_to: str | None = None
    history: tuple[Line, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """Name the parties as the file does."""
        return tuple(party.ref for party in self.parties)
