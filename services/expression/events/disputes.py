"""What is announced of mediation: that there is a case, and how far; never what it is about."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, RESIDENT

DISPUTE = "the case"
KIND = "what kind of dispute it is, as they are counted"
WHERE = "official code of the community"


@dataclass(frozen=True)
class MediationAsked(Event):
    """A resident asked for mediation; nothing is said of whom, with whom or about what."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kind: str = described("parking", KIND)
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class MediationAnswered(Event):
    """A clerk answered a request for mediation, or it was taken back."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kind: str = described("parking", KIND)
    outcome: str = described("declined", "accepted, declined or withdrawn")
    reason: str | None = described(
        "in_hand", "where it was declined, the kind of reason as the standard publishes it"
    )
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeOpened(Event):
    """A dispute was taken to mediation: these mediators, without conflict, are wanted for it."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kind: str = described("parking", KIND)
    mediators_wanted: list[str] = described([RESIDENT], "residents of the roster who are asked")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeSettled(Event):
    """Every party agreed to terms, and they bind."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kind: str = described("parking", KIND)
    days: int = described(12, "how many days it took")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeEnded(Event):
    """A mediation came to its end."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kind: str = described("parking", KIND)
    ending: str = described("settled", "settled (and kept), failed, withdrawn or referred")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeOverdue(Event):
    """A step of a mediation did not come by the day it was owed."""

    dispute_id: str = described("dispute-1", DISPUTE)
    step: str = described("assignment", "acceptance, assignment, session or settlement")
    owner: str = described(COMMUNITY, "the place whose mediation committee owes it")
    level: int = described(1, "1 for the first deadline missed, 2 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class FollowUpMade(Event):
    """Somebody looked whether what was agreed is kept."""

    dispute_id: str = described("dispute-1", DISPUTE)
    kept: bool = described(True, "whether no term was found that is not kept")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class FollowUpMissed(Event):
    """Nobody looked in time whether what was agreed is kept."""

    dispute_id: str = described("dispute-1", DISPUTE)
    owner: str = described(COMMUNITY, "the place whose mediation committee owes it")
    level: int = described(1, "1 for the first deadline missed, 2 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, WHERE)
