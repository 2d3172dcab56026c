"""Urns: opened when a vote has ended, emptied after it, and kept under the key of the day."""

from contextlib import suppress
from dataclasses import replace

from chassis.ops.logging import get_logger
from chassis.sealing import SealBroken
from chassis.service import every

from ...domain.deliberation.secret_votes import (
    SecretVote,
    count,
    digest_of,
    discard,
    finish,
    sheets,
    too_few,
)
from ...domain.deliberation.urn import OpenedBallot
from ...domain.resolutions.resolution import opened as counted_into
from ...store.deliberations import of_vote
from .deliberating import Deliberating

AT_ONCE = 500
READ_AT_ONCE = 5_000


class UrnWays(Deliberating):
    """What becomes of the ballots of a secret vote by the clock."""

    @every(seconds=5)
    def open_urns(self) -> bool:
        """Votes that have ended are counted and their ballots published, all in one step."""
        over = self.secret_votes.over(self.work.now)
        return sum(self._open_urn(vote) for vote in over) > 0

    def _open_urn(self, vote: SecretVote) -> bool:
        proposal = self.proposals.find(vote.id)
        if proposal is None or not proposal.open:
            self.secret_votes.save(discard(vote))
            return True
        if proposal.terms and too_few(vote, proposal.terms.quorum):
            self.proposals.save(replace(proposal, unopened=vote.cast))
            self.secret_votes.save(discard(vote))
            return True
        try:
            ballots = self._ballots_in(vote)
        except SealBroken:  # the key of the service is not here: nothing is lost, nothing is told
            get_logger().error("urn-not-opened", vote=vote.id)
            return False
        counted = count(ballots)
        for sheet in sheets(vote, ballots):
            self.sheets.add(sheet)
        self.proposals.save(counted_into(proposal, counted, now=self.work.now))
        self.secret_votes.save(*finish(vote, counted, digest_of(ballots)))
        return True

    def _ballots_in(self, vote: SecretVote) -> list[OpenedBallot]:
        _, urn = self.secrets_of(vote)
        found, ballots, after = of_vote(vote.id), list[OpenedBallot](), f"{vote.id}:"
        while rows := self.urns.where({"_id": found["_id"] | {"$gt": after}}, limit=READ_AT_ONCE):
            ballots += [urn.unseal(row.sealed) for row in rows]
            after = rows[-1].id
        return ballots

    @every(seconds=30)
    def empty_urns(self) -> bool:
        """What lay sealed in an urn is removed once it was counted, some at a time."""
        votes = self.secret_votes.to_empty()
        for vote in votes:
            rows = self.urns.where(of_vote(vote.id), limit=AT_ONCE)
            for row in rows:
                self.urns.remove(row.id)
            if not rows:
                self.secret_votes.save(replace(vote, emptied=True))
        return bool(votes)

    @every(seconds=60)
    def wrap_secrets_anew(self) -> None:
        """Secrets of running votes are wrapped under the service's first key; none is opened."""
        under = self.sealing.wraps_under
        for vote in self.secret_votes.not_wrapped_under(under, limit=AT_ONCE):
            with suppress(SealBroken):
                anew = self.sealing.rewrap(vote.wrapped_key, about=vote.id)
                self.secret_votes.save(replace(vote, wrapped_key=anew, wrapped_under=under))
