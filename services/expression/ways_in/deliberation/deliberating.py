"""What a vote is held to, and who has a voice in it: each resident, or the seats of a body."""

import os
from dataclasses import replace
from datetime import datetime

from chassis.blind_signing import BlindKey
from chassis.errors import Refused
from chassis.service import Stored

from ...domain.deliberation.areas import by_area
from ...domain.deliberation.deliberation import (
    Setting,
    Terms,
    Weight,
    Who,
    closing_of,
    deliberative_level,
    terms_of,
)
from ...domain.deliberation.ruled import ruled
from ...domain.deliberation.seats import SeatTaken, free_seats, require_seats, taken_id, without
from ...domain.deliberation.secret_votes import SecretVote, opened
from ...domain.deliberation.urn import KEY_BYTES, Urn
from ...domain.places import level_of
from ...domain.resolutions.resolution import Proposal, held_to
from ...domain.topics.topic import Actor, Topic
from ...domain.topics.votes import Ballot, ballot_id
from ...store import deliberations as kept
from ...store import meetings
from ..kept import Kept

AT_ONCE = 100
FORGOTTEN = "erased:"


class Deliberating(Kept):
    """Whom the standard in force lets decide, and how."""

    seats = Stored(kept.Seats)
    seats_taken = Stored(kept.SeatsTaken)
    seat_totals = Stored(kept.SeatTotals)
    secret_votes = Stored(kept.SecretVotes)
    rolls = Stored(kept.Rolls)
    urns = Stored(kept.Urns)
    sheets = Stored(kept.Sheets)
    meeting_places = Stored(meetings.MeetingPlaces)
    standing_sessions = Stored(meetings.StandingSessions)
    coverage = Stored(meetings.Coverage)

    def held(self, topic: Topic, proposal: Proposal, *, entitled: int | None) -> Proposal:
        """Hold the vote on a text to what the standard says of its category and level."""
        terms = self._terms_of_vote(topic, entitled)
        if terms is None or not terms.secret or topic.due_at is None:
            return held_to(proposal, terms)
        closes_at = closing_of(self.work.now, topic.due_at)
        self.secret_votes.save(*opened(self._new_secret_vote(topic, proposal, closes_at)))
        return held_to(proposal, terms, closes_at=closes_at)

    def _terms_of_vote(self, topic: Topic, entitled: int | None) -> Terms | None:
        rules = self.rules_at(topic.division)
        place = self.meeting_places.find(topic.division)
        level = place.level if place else deliberative_level(topic.division, None)
        said = ruled(rules.deliberations, topic.category, level)
        if said is None:
            return None
        who = Who(said.get("who", Who.RESIDENTS))
        if who is not Who.RESIDENTS:
            entitled = require_seats(self._seats_in(topic.division, who), who)
        terms = terms_of(
            Setting(level, entitled),
            said,
            quorum=rules.quorum(level_of(topic.division)),
            majority=rules.majority,
            clause=rules.clauses["deliberations"],
        )
        return by_area(terms, said.get("quorum", 0), self._area_in(topic.division, who))

    def _area_in(self, division: str, body: Who) -> int | None:
        """Give the floor area of a body; None while it is not known of every seat."""
        known = self.seat_totals.get(f"{division}:{body}")
        complete = known.get("seats", 0) == known.get("with_area", 0)
        return int(known.get("area", 0)) if complete else None

    def _seats_in(self, division: str, body: Who) -> int:
        return int(self.seat_totals.get(f"{division}:{body}").get("seats", 0))

    def _new_secret_vote(self, topic: Topic, proposal: Proposal, closes_at: datetime) -> SecretVote:
        key = BlindKey.made()
        secrets = {"key": key.written, "urn": os.urandom(KEY_BYTES).hex()}
        sealed, wrapped_key = self.sealing.seal(secrets, about=proposal.id)
        return SecretVote(
            id=proposal.id,
            topic_id=topic.id,
            division=topic.division,
            public_key=key.public,
            closes_at=closes_at,
            sealed=sealed,
            wrapped_key=wrapped_key,
            wrapped_under=self.sealing.wraps_under,
        )

    def voice(self, by: Actor, proposal: Proposal) -> Actor:
        """Check that somebody has a voice in a vote, and keep whose seat they speak for."""
        self._require_new(by, proposal)
        terms = proposal.terms
        if terms is None or terms.who is Who.RESIDENTS:
            return by
        seats = self.seats.of(by.id, proposal.division, terms.who)
        taken = self.seats_taken.find_all(taken_id(proposal.id, seat) for seat in seats)
        for seat in free_seats(seats, taken.values(), by.id, terms.weight):
            named = taken_id(proposal.id, seat)
            if named not in taken:
                row = SeatTaken(named, proposal.id, proposal.division, by.id, seat.area)
                self.seats_taken.add(row)
        return by

    def area_of(self, by: Actor, proposal: Proposal) -> int:
        """Give the floor area somebody votes with, as it was when they first did."""
        terms = proposal.terms
        if terms is None or terms.weight is Weight.HEADS:
            return 0
        seats = self.seats.of(by.id, proposal.division, terms.who)
        taken = self.seats_taken.find_all(taken_id(proposal.id, seat) for seat in seats)
        return sum(one.area for one in taken.values() if one.voter_id == by.id)

    def nobody_of(self, ballot: Ballot) -> str:
        """Name to whom the ballot of a forgotten voter goes: to a nobody that is known again."""
        named = self._known_nobody(ballot.id)
        taken = self.ballots.find(ballot_id(ballot.topic_id, named))
        return f"{FORGOTTEN}{self.work.new_id()}" if taken else named

    def _known_nobody(self, ballot: str) -> str:
        return f"{FORGOTTEN}{self.sealing.mark(ballot, purpose='ballot')}"

    def _require_new(self, by: Actor, proposal: Proposal) -> None:
        """Refuse a second vote to who withdrew consent, is nobody in the first, and came back."""
        resident = self.residents.find(by.id)
        if resident is None or not resident.said:
            return
        own = ballot_id(proposal.id, by.id)
        if self.ballots.find(ballot_id(proposal.id, self._known_nobody(own))):
            raise Refused(
                "vote-kept",
                "your vote of before you withdrew your consent still counts, without your name",
                "您撤回同意前所投的票仍以匿名方式计入，不能再次投票",
            )

    def secrets_of(self, vote: SecretVote) -> tuple[BlindKey, Urn]:
        """Open the secrets of a vote that has not ended."""
        secrets = self.sealing.unseal(vote.sealed, vote.wrapped_key, about=vote.id)
        return BlindKey.read(secrets["key"]), Urn(vote.id, bytes.fromhex(secrets["urn"]))

    def forget_in_votes(self, who: str, *, erasure: bool) -> dict[str, int]:
        """Cut rolls and seats off from a resident; that they took part stays, nobody's."""
        on_rolls = self.rolls.where({"voter_id": who}, limit=AT_ONCE)
        for entry in on_rolls:
            self.rolls.save(replace(entry, voter_id=f"{FORGOTTEN}{self.work.new_id()}"))
        voices = self.seats_taken.where({"voter_id": who}, limit=AT_ONCE)
        for voice in voices:
            self.seats_taken.save(replace(voice, voter_id=f"{FORGOTTEN}{self.work.new_id()}"))
        seats = self.seats.where({"members": who}, limit=AT_ONCE) if erasure else []
        for seat in seats:
            self.seats.save(without(seat, who))
        return {"rolls": len(on_rolls), "voices": len(voices), "seats": len(seats)}
