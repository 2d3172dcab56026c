"""Who sits where, and the two halves of a secret vote: the roll and the urn."""

from datetime import datetime
from typing import Any

from chassis.store import Collection, Index, Tallies

from ..domain.deliberation.seats import Seat, SeatTaken
from ..domain.deliberation.secret_votes import RollEntry, SealedBallot, SecretVote, Sheet

MOST_HELD = 1_000  # what a developer has not sold is held by one


class Seats(Collection[Seat]):
    """Who votes for a household, or sits in a body."""

    name = "seats"
    holds = Seat
    indexes = (Index("members"), Index("division", "body"))

    def of(self, resident_id: str, division: str, body: str) -> list[Seat]:
        """Find the seats somebody holds in a body of a place."""
        held = {"members": resident_id, "division": division, "body": body}
        return self.where(held, limit=MOST_HELD)


class SeatsTaken(Collection[SeatTaken]):
    """Which seats were heard in a vote."""

    name = "seats_taken"
    holds = SeatTaken
    indexes = (Index("voter_id"),)


class SeatTotals(Tallies):
    """How many seats each body of a place has."""

    name = "seat_totals"
    public = True


class SecretVotes(Collection[SecretVote]):
    """Secret votes, with their secrets sealed as long as there are any."""

    name = "secret_votes"
    holds = SecretVote
    public = True
    indexes = (Index("urn", "closes_at"), Index("emptied"))

    def not_wrapped_under(self, key: str, *, limit: int) -> list[SecretVote]:
        """Find running votes whose secrets are still wrapped under another key."""
        return self.where({"urn": "sealed", "wrapped_under": {"$ne": key}}, limit=limit)

    def over(self, now: datetime, limit: int = 10) -> list[SecretVote]:
        """Find votes that have ended and are not counted."""
        return self.where({"urn": "sealed", "closes_at": {"$lte": now}}, limit=limit)

    def to_empty(self, limit: int = 10) -> list[SecretVote]:
        """Find votes whose urn is still to be emptied."""
        done = {"$in": ["counted", "discarded"]}
        return self.where({"emptied": False, "urn": done}, limit=limit)


class Rolls(Collection[RollEntry]):
    """Who took part in which secret vote; the order of the rows is that of marks, not of time."""

    name = "rolls"
    holds = RollEntry
    public = True
    indexes = (Index("voter_id"),)


class Urns(Collection[SealedBallot]):
    """Sealed ballots, until they are counted."""

    name = "urns"
    holds = SealedBallot


class Sheets(Collection[Sheet]):
    """The ballots of votes that have ended, for everyone to count again."""

    name = "sheets"
    holds = Sheet
    public = True


def of_vote(vote_id: str) -> dict[str, Any]:
    """Give the query of what belongs to a vote: their ids begin with the vote's."""
    return {"_id": {"$gt": f"{vote_id}:", "$lt": f"{vote_id};"}}
