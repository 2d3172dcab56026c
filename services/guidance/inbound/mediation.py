"""What guidance reads of mediation: how many cases there are, how they end, and what is late."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import described

from .expression import COMMUNITY, MORNING, FromExpression

CASE = "the case"
WHERE = "the community"


@dataclass(frozen=True)
class MediationAsked(FromExpression):
    """A resident asked for mediation."""

    dispute_id: str = described("dispute-1", CASE)
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class MediationAnswered(FromExpression):
    """A request for mediation was answered, or taken back."""

    dispute_id: str = described("dispute-1", CASE)
    outcome: str = described("declined", "accepted, declined or withdrawn")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeOpened(FromExpression):
    """A dispute was taken to mediation."""

    dispute_id: str = described("dispute-1", CASE)
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeSettled(FromExpression):
    """Every party agreed to terms."""

    dispute_id: str = described("dispute-1", CASE)
    days: int = described(12, "how many days it took")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeEnded(FromExpression):
    """A mediation came to its end."""

    dispute_id: str = described("dispute-1", CASE)
    ending: str = described("settled", "settled (and kept), failed, withdrawn or referred")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class DisputeOverdue(FromExpression):
    """A step of a mediation did not come in time."""

    dispute_id: str = described("dispute-1", CASE)
    step: str = described("assignment", "acceptance, assignment, session or settlement")
    owner: str = described(COMMUNITY, "who owes it")
    level: int = described(1, "1 for the first deadline missed, 2 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class FollowUpMade(FromExpression):
    """Somebody looked whether what was agreed is kept."""

    dispute_id: str = described("dispute-1", CASE)
    kept: bool = described(True, "whether no term was found that is not kept")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class FollowUpMissed(FromExpression):
    """Nobody looked in time whether what was agreed is kept."""

    dispute_id: str = described("dispute-1", CASE)
    owner: str = described(COMMUNITY, "who owes it")
    level: int = described(1, "1 for the first deadline missed, 2 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, WHERE)
