"""Help that was given: both sides say so, or who was helped does and nobody objects in time."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Invalid, Refused

from ...events import AidGiven
from ..divisions.division import community_of
from ..hours.ledger import LONGEST_DAY, Entry, Grade, Shift
from .kinds import End, Side
from .matches import Decision, Match, MatchState, Word, end_match


def confirm(match: Match, word: Word, *, now: datetime) -> Decision:
    """Say for one side that help was given; when both have, it is, for what both say of it.

    It is system-made where both spoke in person, attested where staff spoke for one of them.
    """
    _check_can_be_confirmed(match, word, now)
    words = (*match.words, word)
    if len(words) < len(Side):
        return replace(match, words=words), []
    grade = Grade.SYSTEM if all(one.in_person for one in words) else Grade.ATTESTED
    return _given(replace(match, words=words), grade)


def settle(match: Match) -> Decision:
    """Settle a match when its time is up: the word of who was helped is enough, on trust."""
    if match.state is MatchState.PROPOSED:
        return end_match(match, End.EXPIRED)
    if any(word.side is Side.ASK for word in match.words):
        return _given(match, Grade.ATTESTED)
    return end_match(match, End.UNCONFIRMED)


def _given(match: Match, grade: Grade) -> Decision:
    minutes = min(word.minutes for word in match.words)
    given = replace(match, state=MatchState.GIVEN, minutes=minutes, grade=grade, due_at=None)
    event = AidGiven(
        match.id,
        match.kind.value,
        minutes,
        grade.value,
        match.day,
        match.organization_id,
        community_of(match.division),
    )
    return given, [event]


def _check_can_be_confirmed(match: Match, word: Word, now: datetime) -> None:
    if any(one.side is word.side for one in match.words):
        raise Refused(
            "confirmed-already", "this side has confirmed already", "该方已确认，不可重复确认"
        )
    if match.state is not MatchState.AGREED:
        raise Refused(
            "not-agreed", "only what both agreed to can be confirmed", "双方同意后才能确认完成"
        )
    if now < match.starts_at:
        raise Invalid("not-begun", "they have not met yet", "互助尚未开始", field="minutes")
    if not 0 < word.minutes <= LONGEST_DAY:
        raise Invalid(
            "minutes-out-of-range",
            f"help is given for 1 to {LONGEST_DAY} minutes",
            f"互助时长须为1至{LONGEST_DAY}分钟",
            field="minutes",
        )


def entry_of(match: Match, *, home: str) -> Entry:
    """Give the line of the hours ledger for help that was given, by a helper at home there."""
    return Entry(
        id=f"aid:{match.id}",
        division=home,
        resident_id=match.helper_id,
        minutes=match.minutes or 0,
        served_on=match.day,
        grade=match.grade or Grade.ATTESTED,
        organization_id=match.organization_id,
    )


def as_shift(match: Match) -> Shift | None:
    """Show help both sides confirmed as a shift with the helper on its list: that makes it sure."""
    if match.grade is not Grade.SYSTEM:
        return None
    return Shift(
        id=match.id,
        division=match.division,
        title=match.kind.value,
        organization_id=match.organization_id or "",
        starts_at=match.starts_at,
        ends_at=match.ends_at,
        places=1,
        volunteers=(match.helper_id,),
    )
