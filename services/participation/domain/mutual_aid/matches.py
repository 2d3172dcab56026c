"""A match of an ask and an offer: proposed, and agreed to by both or ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chassis.errors import Forbidden, Refused
from chassis.events import Event

from ...events import AidAgreed, AidEnded
from ..days import local_day
from ..divisions.division import community_of
from ..hours.ledger import Grade
from .aid import Aid
from .kinds import AidKind, End, Side
from .matching import Candidate, match_id

ANSWER_DAYS = 3  # where no standard says otherwise
CONFIRM_DAYS = 7


class MatchState(StrEnum):
    """How far a match has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    GIVEN = "given"
    ENDED = "ended"


@dataclass(frozen=True)
class Word:
    """That one side says the help was given, for how long, and whether in person."""

    side: Side
    minutes: int
    in_person: bool


@dataclass(frozen=True)
class Match:
    """Two residents brought together, by opaque id; `due_at` is when somebody must have spoken."""

    id: str
    division: str
    kind: AidKind
    ask_id: str
    offer_id: str
    asker_id: str
    helper_id: str
    starts_at: datetime
    ends_at: datetime
    proposed_at: datetime
    due_at: datetime | None
    state: MatchState = MatchState.PROPOSED
    agreed: tuple[Side, ...] = ()
    words: tuple[Word, ...] = ()
    minutes: int | None = None
    grade: Grade | None = None
    organization_id: str | None = None
    ended: End | None = None

    @property
    def is_going_on(self) -> bool:
        """Tell whether it may still come to something."""
        return self.state in (MatchState.PROPOSED, MatchState.AGREED)

    @property
    def day(self) -> date:
        """Give the day of the help."""
        return local_day(self.starts_at)


Decision = tuple[Match, list[Event]]


def propose(ask: Aid, found: Candidate, *, answer_days: int, now: datetime) -> Match:
    """Propose to two residents to meet; each has so many days to answer, until it begins."""
    offer = found.offer
    return Match(
        id=match_id(ask.id, offer.id),
        division=ask.division,
        kind=ask.kind,
        ask_id=ask.id,
        offer_id=offer.id,
        asker_id=ask.resident_id,
        helper_id=offer.resident_id,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        proposed_at=now,
        due_at=min(now + timedelta(days=answer_days), found.ends_at),
        organization_id=ask.organization_id or offer.organization_id,
    )


def side_of(match: Match, resident_id: str) -> Side:
    """Say on which side of a match a resident stands."""
    sides = {match.asker_id: Side.ASK, match.helper_id: Side.OFFER}
    if resident_id not in sides:
        raise Forbidden(
            "not-in-this-match", "the resident is no part of this match", "该居民不是此次互助的一方"
        )
    return sides[resident_id]


def accept(match: Match, side: Side, *, confirm_days: int, now: datetime) -> Decision:
    """Say yes for one side; saying it twice changes nothing, and both make it agreed."""
    if side in match.agreed:
        return match, []
    _check_awaits_answer(match, now)
    agreed = (*match.agreed, side)
    if len(agreed) < len(Side):
        return replace(match, agreed=agreed), []
    due = match.ends_at + timedelta(days=confirm_days)
    settled = replace(match, agreed=agreed, state=MatchState.AGREED, due_at=due)
    event = AidAgreed(
        match.id,
        match.ask_id,
        match.offer_id,
        match.kind.value,
        match.starts_at,
        match.ends_at,
        community_of(match.division),
    )
    return settled, [event]


def decline(match: Match, *, now: datetime) -> Decision:
    """Say no to a proposal, or take back a yes before they meet."""
    if match.state is MatchState.PROPOSED:
        return end_match(match, End.DECLINED)
    if match.state is MatchState.AGREED and now < match.starts_at:
        return end_match(match, End.WITHDRAWN)
    raise Refused(
        "match-past", "the match has begun or is over", "此次互助已开始或已结束，不能再拒绝"
    )


def end_match(match: Match, why: End) -> Decision:
    """End a match that comes to nothing."""
    over = replace(match, state=MatchState.ENDED, ended=why, due_at=None)
    place = community_of(match.division)
    return over, [AidEnded("match", match.id, match.kind.value, why.value, place)]


def _check_awaits_answer(match: Match, now: datetime) -> None:
    unanswered = match.due_at is not None and match.due_at <= now
    if match.state is not MatchState.PROPOSED or unanswered:
        raise Refused("match-over", "the proposal is over", "该匹配已结束")
