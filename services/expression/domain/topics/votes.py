"""Votes: every one is kept and counted as an event, and of each voter the last one stands."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ...events import VoteCast
from .moves import require
from .statements import Moderation, Statement
from .topic import Origin, Stage, Topic


class Choice(StrEnum):
    """What a voter can say."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a vote, no password


TIMES = {Choice.AGREE: "agrees", Choice.DISAGREE: "disagrees", Choice.PASS: "passes"}


@dataclass(frozen=True)
class Mark:
    """How somebody voted, and when; of two at the same moment the later in order stands."""

    choice: Choice
    cast_at: datetime
    order: int = 0

    @property
    def age(self) -> tuple[datetime, int]:
        """Give what decides which of two votes is the later."""
        return self.cast_at, self.order


@dataclass(frozen=True)
class Ballot:
    """The standing votes of one voter on one topic: nobody has two."""

    id: str
    topic_id: str
    voter_id: str
    division: str
    marks: dict[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class Vote:
    """One vote as it was cast, into the ballot on `on`; a change of mind is another."""

    id: str
    on: str
    topic_id: str
    statement_id: str | None
    voter_id: str
    division: str
    mark: Mark
    origin: Origin = Origin.RESIDENT
    entered_by: str | None = None

    @property
    def ballot_id(self) -> str:
        """Name the voter's ballot this vote stands in, or stood in."""
        return ballot_id(self.on, self.voter_id)

    @property
    def key(self) -> str:
        """Name the line of the ballot: the statement, or the proposal itself."""
        return self.statement_id or self.on


def ballot_id(topic_id: str, voter_id: str) -> str:
    """Name the one ballot a voter has on a topic, or on a proposal."""
    return f"{topic_id}:{voter_id}"


def cast(ballot: Ballot | None, vote: Vote) -> tuple[Ballot, list[Event]]:
    """Enter a vote in the voter's ballot; whatever the order of arrival, the last cast stands."""
    kept = ballot or Ballot(vote.ballot_id, vote.on, vote.voter_id, vote.division)
    standing = kept.marks.get(vote.key)
    if standing is None or vote.mark.age > standing.age:
        kept = replace(kept, marks={**kept.marks, vote.key: vote.mark})
    return kept, [_announced(vote)]


def next_mark(ballot: Ballot | None, key: str, *, choice: Choice, now: datetime) -> Mark:
    """Make the mark of a vote cast now: it stands, even if this clock is a little behind."""
    standing = ballot.marks.get(key) if ballot else None
    if standing is None:
        return Mark(choice, now)
    return Mark(choice, max(now, standing.cast_at), standing.order + 1)


def counts(before: Mark | None, after: Mark, vote: Vote) -> dict[str, int]:
    """Give what one vote adds: one more cast, and the change in what stands."""
    change = {TIMES[vote.mark.choice]: 1}
    for mark, sign in ((before, -1), (after, 1)):
        if mark:
            name = f"standing_{mark.choice}"
            change[name] = change.get(name, 0) + sign
    return change


def require_voting(topic: Topic, statement: Statement, now: datetime) -> None:
    """Refuse a vote when residents do not deliberate, or on what was not let through."""
    require(topic, Stage.DISCUSSION, to="be voted on", zh="投票")
    if topic.window and not topic.window.opens_at <= now < topic.window.closes_at:
        raise Refused("window-closed", "the consultation is not open now", "征询不在开放期内")
    if statement.withdrawn_at is not None:
        raise Refused(
            "statement-withdrawn",
            "who it was entered for took it back: it is voted on no more",
            "该发言已由本人撤回，不能投票",
        )
    if statement.moderated is Moderation.REJECTED:
        raise Refused(
            "statement-rejected",
            "this statement was not let through and cannot be voted on",
            "该发言未通过审核，不能投票",
        )


def _announced(vote: Vote) -> VoteCast:
    return VoteCast(
        vote_id=vote.id,
        topic_id=vote.topic_id,
        statement_id=vote.statement_id,
        voter_id=vote.voter_id,
        choice=vote.mark.choice,
        origin=vote.origin,
        cast_at=vote.mark.cast_at,
        division=vote.division,
    )
