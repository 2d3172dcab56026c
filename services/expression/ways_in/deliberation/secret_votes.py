"""Secret votes: a ballot is issued by name, and cast by nobody."""

from contextlib import suppress
from typing import Any

from chassis.blind_signing import PREFIX_BYTES, NotSigned, is_signed
from chassis.errors import Invalid, NotFound, Refused
from chassis.http.call import Call
from chassis.service import get, post

from ...domain.deliberation.secret_votes import (
    RollEntry,
    SealedBallot,
    SecretVote,
    Sheet,
    enter,
    prepared,
    require_open,
    same_ballot,
    same_request,
    take_in,
)
from ...domain.deliberation.urn import OpenedBallot, read, write
from ...domain.resolutions.resolution import require_proposal
from ...domain.topics.topic import Actor, Topic
from ...domain.topics.votes import Choice
from ...schemas.deliberations import (
    BallotTaken,
    CastBallot,
    EnterRoll,
    IssuedBallot,
    RollLine,
    SecretVoteView,
)
from ...store.deliberations import of_vote
from ..kept import SPEAKERS
from .deliberating import Deliberating

VOTERS = ("resident", "captain")


class SecretVoteWays(Deliberating):
    """How residents vote so that nobody can tell who chose what."""

    @get("/v1/topics/{topic_id}/secret-vote", view=SecretVoteView, public=True)
    def show_secret_vote(self, call: Call, topic_id: str) -> SecretVote:  # noqa: ARG002 - public
        """Anybody sees until when a secret vote runs, and the key that signs its ballots."""
        return self._secret_vote_on(self.topics.read(topic_id))

    @post("/v1/topics/{topic_id}/roll", body=EnterRoll, view=IssuedBallot, roles=VOTERS)
    def issue_ballot(self, call: Call, topic_id: str) -> IssuedBallot:
        """A resident goes on the roll, and has a token signed that nobody sees; again if asked."""
        topic, by = self.topics.read(topic_id), Actor(call.principal.sub)
        vote = require_open(self._secret_vote_on(topic), call.now)
        self.concerned(by, topic.division, voting=True)
        entry = self._roll_entry(vote, by, call.body.blinded)
        return IssuedBallot(vote.id, entry.signature)

    def _roll_entry(self, vote: SecretVote, by: Actor, blinded: str) -> RollEntry:
        key, urn = self.secrets_of(vote)
        identity = f"{vote.id}:{urn.roll_mark(by.id)}"
        known = self.rolls.find(identity)
        if known:
            return same_request(known, blinded)
        self.voice(by, require_proposal(self.proposals.find(vote.id)))
        signature = write(_signed(key.sign, blinded))
        entry = RollEntry(identity, vote.id, vote.division, by.id, blinded, signature)
        self.rolls.add(entry)
        self.secret_votes.save(*enter(vote, entry))
        return entry

    @get("/v1/topics/{topic_id}/roll", view=RollLine, paged=True, roles=SPEAKERS)
    def show_roll(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Those who may vote, and staff of the place, see who took part; not when."""
        topic = self.topics.read(topic_id)
        if call.principal.divisions:
            call.covers(topic.division)
        else:
            self.concerned(Actor(call.principal.sub), topic.division)
        return self.rolls.page(of_vote(self._secret_vote_on(topic).id), call)

    @post(
        "/v1/topics/{topic_id}/ballots",
        body=CastBallot,
        view=BallotTaken,
        public=True,
        forgets=True,
    )
    def cast_ballot(self, call: Call, topic_id: str) -> BallotTaken:
        """Whoever holds a signed token casts its ballot, without a name; the same again is one."""
        vote = require_open(self._secret_vote_on(self.topics.read(topic_id)), call.now)
        body = call.body
        ballot = OpenedBallot(body.token, body.signature, Choice(body.choice))
        token = _genuine(vote, ballot)
        _, urn = self.secrets_of(vote)
        identity = f"{vote.id}:{urn.ballot_mark(token)}"
        known = self.urns.find(identity)
        if known:
            same_ballot(urn.unseal(known.sealed), ballot)
            return BallotTaken()
        self.urns.add(SealedBallot(identity, vote.id, vote.division, urn.seal(ballot)))
        self.secret_votes.save(take_in(vote))
        return BallotTaken()

    @get("/v1/topics/{topic_id}/ballots", view=Sheet, paged=True, public=True)
    def show_ballots(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Anybody counts the ballots of a vote that has ended; before, there are none to see."""
        return self.sheets.page(of_vote(self._secret_vote_on(self.topics.read(topic_id)).id), call)

    def _secret_vote_on(self, topic: Topic) -> SecretVote:
        vote = self.secret_votes.find(topic.proposal_id) if topic.proposal_id else None
        if vote is None:
            raise NotFound("secret_votes", topic.id)
        return vote


def _signed(sign: Any, blinded: str) -> bytes:
    try:
        signature: bytes = sign(read(blinded))
    except (NotSigned, ValueError):
        raise Invalid(
            "blinded-malformed",
            "this is no blinded token of the size of the vote's key",
            "盲化凭证格式不正确",
            field="blinded",
        ) from None
    return signature


def _genuine(vote: SecretVote, ballot: OpenedBallot) -> bytes:
    """Give the token of a ballot, if the roll of this vote had it signed."""
    with suppress(ValueError):
        token, signature = read(ballot.token), read(ballot.signature)
        if len(token) == PREFIX_BYTES and is_signed(
            vote.public_key, prepared(token, vote.id), signature
        ):
            return token
    raise Refused(
        "token-unsigned",
        "this token was not signed for this vote",
        "该凭证未经本次表决签发",
        field="signature",
    )
