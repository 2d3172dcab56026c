"""What was done of a public affair is confirmed, sent back, or confirmed as nobody objects."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.errors import Forbidden, Refused
from chassis.events import Event

from ...events import AffairConfirmed, AffairSentBack
from .affair import Affair, Decision, SentBack, Stage


class Reason(StrEnum):
    """Why an affair is sent back: a closed list, so that no name is written into an event."""

    NOT_DONE = "not_done"
    UNFINISHED = "unfinished"
    CAME_BACK = "came_back"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


class Voice(StrEnum):
    """Whose word it is that an affair is done."""

    RAISER = "raiser"
    COMMUNITY = "community"
    DEADLINE = "deadline"


@dataclass(frozen=True)
class Judge:
    """Who looks at what was done, and whether they answer for the community."""

    who: str
    of_the_community: bool


def confirm(affair: Affair, judge: Judge, *, now: datetime) -> Decision:
    """Confirm what was done, on the word of who raised it or of the community."""
    _check_awaits(affair, now)
    _check_may_judge(affair, judge)
    voice = Voice.RAISER if judge.who == affair.opened_by else Voice.COMMUNITY
    return _confirmed(affair, voice, by=judge.who, at=now)


def confirm_unopposed(affair: Affair) -> Decision:
    """Count an affair as confirmed from its deadline on, as nobody objected."""
    return _confirmed(affair, Voice.DEADLINE, by=None, at=affair.confirm_by or affair.opened_at)


def send_back(
    affair: Affair, judge: Judge, *, reason: Reason, note: str | None, now: datetime
) -> Decision:
    """Send an affair back with a reason: it waits for residents again, those on it stay on it."""
    _check_awaits(affair, now)
    _check_may_judge(affair, judge)
    returned = SentBack(judge.who, reason.value, now, note)
    reopened = replace(
        affair,
        completed_by=None,
        completed_at=None,
        entered_by=None,
        team_id=None,
        stage=Stage.OPEN,
        confirm_by=None,
        returns=(*affair.returns, returned),
    )
    return reopened, [_sent_back(affair, reopened)]


def take_in(affair: Affair, *, confirm_days: int, now: datetime) -> Affair:
    """Take in an affair kept by a version that asked nobody to confirm."""
    if affair.completed_at is None:
        return replace(affair, stage=Stage.OPEN)
    return replace(affair, stage=Stage.DONE, confirm_by=now + timedelta(days=confirm_days))


def _check_awaits(affair: Affair, now: datetime) -> None:
    if affair.state is Stage.OPEN:
        raise Refused(
            "affair-not-done",
            "the affair is not done yet: there is nothing to confirm",
            "该事务尚未办结，无须确认",
        )
    too_late = affair.confirm_by is not None and affair.confirm_by <= now
    if affair.state is Stage.CONFIRMED or too_late:
        raise Refused(
            "affair-confirmed",
            "the affair is confirmed already",
            "该事务已确认，不可重复确认或退回",
        )


def _check_may_judge(affair: Affair, judge: Judge) -> None:
    if judge.who in (*affair.takers, affair.entered_by):
        raise Forbidden(
            "own-work",
            "who took an affair on, or entered it as done, does not judge it",
            "认领人、办理人或登记办结的人不能自行确认",
        )
    if not judge.of_the_community and judge.who != affair.opened_by:
        raise Forbidden(
            "not-yours-to-confirm",
            "an affair is confirmed by who raised it or by the staff of its community",
            "事务由提出人或所在社区工作人员确认",
        )


def _confirmed(affair: Affair, voice: Voice, *, by: str | None, at: datetime) -> Decision:
    confirmed = replace(
        affair, stage=Stage.CONFIRMED, confirmed_at=at, confirmed_by=by, confirm_by=None
    )
    event = AffairConfirmed(
        affair.id,
        affair.kind.value,
        affair.team_id,
        affair.topic_id,
        voice.value,
        at,
        affair.division,
    )
    return confirmed, [event]


def _sent_back(affair: Affair, reopened: Affair) -> Event:
    last = reopened.returns[-1]
    return AffairSentBack(
        affair.id,
        affair.kind.value,
        affair.team_id,
        affair.topic_id,
        last.reason,
        reopened.times_sent_back,
        last.at,
        affair.division,
    )
