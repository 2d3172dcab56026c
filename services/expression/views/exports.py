"""Read models of exports: votes as they were cast, of each once."""

from collections.abc import Iterable

from ..domain.topics.votes import Ballot, Mark, Vote
from ..schemas.exports import VoterTold, VoteTold


def vote_told(vote: Vote) -> VoteTold:
    """Show a vote as it was cast."""
    return _told(vote.voter_id, vote.key, vote.mark)


def voter_told(ballot: Ballot, cast: Iterable[Vote]) -> VoterTold:
    """Show a voter's votes: those cast here, and those that stand though they came another way."""
    votes = {(one.key, *one.mark.age): vote_told(one) for one in cast if one.statement_id}
    for key, mark in ballot.marks.items():
        votes.setdefault((key, *mark.age), _told(ballot.voter_id, key, mark))
    return VoterTold(ballot.voter_id, [votes[one] for one in sorted(votes)])


def _told(voter_id: str, statement_id: str, mark: Mark) -> VoteTold:
    return VoteTold(voter_id, statement_id, mark.choice, mark.cast_at, mark.order)
