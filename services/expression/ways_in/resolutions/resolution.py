"""Resolutions: a text is proposed, residents vote on it, the result is published."""

from chassis.http.call import Call
from chassis.service import get, post

from ...domain.resolutions.due import choose_due_day
from ...domain.resolutions.resolution import (
    Proposal,
    count,
    propose,
    require_proposal,
    resolve,
    withdraw,
)
from ...domain.topics.moves import Act
from ...domain.topics.topic import Actor, Topic
from ...domain.topics.votes import Choice, Vote, ballot_id, cast, next_mark
from ...schemas.resolutions import Propose, Resolve
from ...schemas.votes import CastVote, VoteReceipt
from ..deliberation.deliberating import Deliberating
from ..kept import SPEAKERS


class ResolutionWays(Deliberating):
    """How residents decide."""

    @post(
        "/v1/topics/{topic_id}/proposal", body=Propose, view=Proposal, roles=("worker", "official")
    )
    def propose_resolution(self, call: Call, topic_id: str) -> Proposal:
        """Staff put a text to the vote, in place of one proposed before."""
        topic, by = self.topics.get(topic_id), Actor(call.principal.sub)
        rules = self.rules_at(topic.division)
        replaced = withdraw(self._proposal(topic))
        put, proposal, announced = propose(topic, call.body.text, by=by, rules=rules, now=call.now)
        if replaced:
            self.proposals.save(replaced)
        proposal = self.held(put, proposal, entitled=call.body.entitled)
        self.topics.save(put, announced)
        self.proposals.save(proposal)
        return proposal

    @get("/v1/topics/{topic_id}/proposal", view=Proposal)
    def show_proposal(self, call: Call, topic_id: str) -> Proposal:  # noqa: ARG002 - public
        """Everyone sees the text put to the vote last, and how the vote stands."""
        return require_proposal(self._proposal(self.topics.read(topic_id)))

    @post(
        "/v1/topics/{topic_id}/proposal/votes",
        body=CastVote,
        view=VoteReceipt,
        roles=SPEAKERS,
        bulk=True,
    )
    def vote_on_proposal(self, call: Call, topic_id: str) -> VoteReceipt:
        """A resident votes on the resolution; a change of mind replaces the vote."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        proposal = require_proposal(self._proposal(topic))
        self.voice(self.concerned(by, topic.division, voting=True), proposal)
        vote = self._vote(call, proposal, by)
        self._count(vote, proposal, self.area_of(by, proposal))
        return VoteReceipt(vote.id, vote.mark.choice, vote.mark.cast_at)

    def _vote(self, call: Call, proposal: Proposal, by: Actor) -> Vote:
        ballot = self.ballots.find(ballot_id(proposal.id, by.id))
        choice = Choice(call.body.choice)
        return Vote(
            id=call.new_id(),
            on=proposal.id,
            topic_id=proposal.topic_id,
            statement_id=None,
            voter_id=by.id,
            division=proposal.division,
            mark=next_mark(ballot, proposal.id, choice=choice, now=call.now),
            entered_by=by.entered_by,
        )

    def _count(self, vote: Vote, proposal: Proposal, area: int) -> None:
        """Save the ballot and the count together: the count of a closed vote changes no more."""
        before = self.ballots.find(vote.ballot_id)
        after, announced = cast(before, vote)
        standing = before.marks[vote.key] if before else None
        self.proposals.save(*count(proposal, standing, after.marks[vote.key], area=area))
        self.ballots.save(after, announced)
        self.votes.add(vote)

    @post(
        "/v1/topics/{topic_id}/resolution", body=Resolve, view=Topic, roles=("worker", "official")
    )
    def publish_resolution(self, call: Call, topic_id: str) -> Topic:
        """Staff publish what residents decided, if enough of them voted and most agreed."""
        topic = self.topics.get(topic_id)
        rules = self.rules_at(topic.division)
        proposal = require_proposal(self._proposal(topic))
        proposal = choose_due_day(proposal, call.body.due_on, rules=rules, now=call.now)
        act = Act("resolved", Actor(call.principal.sub), call.now)
        resolved, closed, announced = resolve(
            topic, proposal, act, lead_id=call.body.lead_id, rules=rules
        )
        self.proposals.save(closed)
        return self.keep(topic, resolved, announced)

    def _proposal(self, topic: Topic) -> Proposal | None:
        return self.proposals.find(topic.proposal_id) if topic.proposal_id else None
