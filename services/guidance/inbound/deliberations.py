"""What guidance reads of deliberation: sessions held and missed, and who took part in secret."""

from dataclasses import dataclass

from chassis.events import described

from .expression import COMMUNITY, PLACE, RESIDENT, TOPIC, FromExpression

SESSION = "the session"


@dataclass(frozen=True)
class DeliberationHeld(FromExpression):
    """A place held the session of a period."""

    session_id: str = described(f"{COMMUNITY}-e01:2019-05", SESSION)
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class HallSessionMissed(FromExpression):
    """Nobody opened a session that was announced."""

    session_id: str = described("session-1", SESSION)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class DeliberationMissed(FromExpression):
    """A period has passed in which a place held no session."""

    session_id: str = described(f"{COMMUNITY}-e01:2019-05", SESSION)
    period: str = described("2019-05", "the month or the quarter")
    in_a_row: int = described(1, "how many it has missed one after another")
    owner: str = described(COMMUNITY, "the community whose staff see to it")
    division: str = described(f"{COMMUNITY}-e01", PLACE)


@dataclass(frozen=True)
class BallotIssued(FromExpression):
    """A resident takes part in a secret vote."""

    topic_id: str = described("topic-1", TOPIC)
    voter_id: str = described(RESIDENT, "who takes part")
    division: str = described(COMMUNITY, PLACE)
