"""Secret ballots: the roll says who took part, the urn what was chosen, and nothing joins them.

A voter has a token signed blindly when they are put on the roll, and casts with it as nobody.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice

from chassis.errors import Refused
from chassis.events import Event

from ...events import BallotIssued, SecretVoteCounted, SecretVoteOpened
from ..topics.votes import Choice
from .deliberation import Count
from .urn import OpenedBallot

BALLOTS_A_SHEET = 200
LEAST_TO_HIDE_AMONG = 3


class UrnState(StrEnum):
    """Whether the urn is sealed, was opened and counted, or was done away with unopened."""

    SEALED = "sealed"
    COUNTED = "counted"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class SecretVote:
    """A secret vote on a text; its secrets are sealed, and destroyed once it has ended."""

    id: str
    topic_id: str
    division: str
    public_key: str
    closes_at: datetime
    sealed: str
    wrapped_key: str
    wrapped_under: str
    urn: UrnState = UrnState.SEALED
    on_roll: int = 0
    cast: int = 0
    digest: str = ""
    counted: Count | None = None
    emptied: bool = False


@dataclass(frozen=True)
class RollEntry:
    """Somebody took part: when, and with which token, is kept nowhere."""

    id: str
    vote_id: str
    division: str
    voter_id: str
    blinded: str
    signature: str


@dataclass(frozen=True)
class SealedBallot:
    """A ballot in the urn; its id is a mark only the key of the urn can make."""

    id: str
    vote_id: str
    division: str
    sealed: str


@dataclass(frozen=True)
class Sheet:
    """A part of the ballots of a vote that has ended, in the order of their tokens."""

    id: str
    vote_id: str
    division: str
    ballots: tuple[OpenedBallot, ...]


def opened(vote: SecretVote) -> tuple[SecretVote, list[Event]]:
    """Announce a secret vote with its public key, so that everyone is given the same."""
    announced = SecretVoteOpened(
        topic_id=vote.topic_id,
        proposal_id=vote.id,
        public_key=vote.public_key,
        closes_at=vote.closes_at,
        division=vote.division,
    )
    return vote, [announced]


def prepared(token: bytes, vote_id: str) -> bytes:
    """Give what is signed: the token, and the vote it is good for alone."""
    return token + vote_id.encode()


def require_open(vote: SecretVote, now: datetime) -> SecretVote:
    """Refuse whatever comes once a secret vote has ended."""
    if vote.urn is not UrnState.SEALED or now >= vote.closes_at:
        raise Refused("vote-closed", "the vote on this text has ended", "对该文本的表决已经结束")
    return vote


def enter(vote: SecretVote, entry: RollEntry) -> tuple[SecretVote, list[Event]]:
    """Put somebody on the roll: they took part, whatever they choose."""
    announced = BallotIssued(
        topic_id=vote.topic_id,
        proposal_id=vote.id,
        voter_id=entry.voter_id,
        division=vote.division,
    )
    return replace(vote, on_roll=vote.on_roll + 1), [announced]


def same_request(entry: RollEntry, blinded: str) -> RollEntry:
    """Give a voter who asks again the same answer, and never one for another token."""
    if entry.blinded != blinded:
        raise Refused(
            "on-the-roll",
            "a token was signed for this voter: send the same blinded message to get it again",
            "已为该选民签发选票凭证：请用同一盲化消息重新获取",
            field="blinded",
        )
    return entry


def take_in(vote: SecretVote) -> SecretVote:
    """Count a ballot into the urn, so that it cannot slip in while the urn is being opened."""
    return replace(vote, cast=vote.cast + 1)


def same_ballot(kept: OpenedBallot, sent: OpenedBallot) -> None:
    """Take a ballot that is sent again for the one that is in the urn; it cannot be changed."""
    if kept.choice is not sent.choice:
        raise Refused(
            "ballot-cast",
            "this token was used: a ballot in the urn cannot be changed",
            "该凭证已使用：投入票箱的选票不能更改",
            field="choice",
        )


def too_few(vote: SecretVote, quorum: int) -> bool:
    """Tell whether so few voted that nothing is decided, or that the result would tell on them."""
    return vote.cast < max(quorum, LEAST_TO_HIDE_AMONG)


def count(ballots: Iterable[OpenedBallot]) -> Count:
    """Count ballots."""
    chosen = Counter(ballot.choice for ballot in ballots)
    return Count(chosen[Choice.AGREE], chosen[Choice.DISAGREE], chosen[Choice.PASS])


def sheets(vote: SecretVote, ballots: Iterable[OpenedBallot]) -> Iterator[Sheet]:
    """Lay ballots out by token: the order tells nothing of who cast one, or when."""
    ordered, number = iter(sorted(ballots, key=lambda ballot: ballot.token)), 0
    while part := tuple(islice(ordered, BALLOTS_A_SHEET)):
        yield Sheet(f"{vote.id}:{number:06d}", vote.id, vote.division, part)
        number += 1


def digest_of(ballots: Iterable[OpenedBallot]) -> str:
    """Sum the published ballots up, so that everyone can tell whether they were shown all."""
    lines = sorted(f"{one.token} {one.signature} {one.choice}\n" for one in ballots)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def finish(vote: SecretVote, counted: Count, digest: str) -> tuple[SecretVote, list[Event]]:
    """Close the urn for good: its secrets are destroyed, and the result is announced."""
    announced = SecretVoteCounted(
        topic_id=vote.topic_id,
        proposal_id=vote.id,
        on_roll=vote.on_roll,
        cast=counted.cast,
        agree=counted.agree,
        disagree=counted.disagree,
        passed=counted.passed,
        digest=digest,
        division=vote.division,
    )
    ended = replace(vote, urn=UrnState.COUNTED, digest=digest, counted=counted)
    return _without_secrets(ended), [announced]


def discard(vote: SecretVote) -> SecretVote:
    """Do away with an urn whose text was replaced, or that too few used: nobody opens it."""
    return _without_secrets(replace(vote, urn=UrnState.DISCARDED))


def _without_secrets(vote: SecretVote) -> SecretVote:
    return replace(vote, sealed="", wrapped_key="")
