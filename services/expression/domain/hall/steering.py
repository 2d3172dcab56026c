"""主持: a session is opened, led from item to item, adjourned and closed."""

from dataclasses import replace
from datetime import datetime, timedelta

from chassis.errors import Invalid, Refused

from ...events import (
    HallSessionAdjourned,
    HallSessionClosed,
    HallSessionMissed,
    HallSessionOpened,
)
from .sessions import (
    BEGUN,
    Decision,
    HallMove,
    HallSession,
    Phase,
    moved,
    require_phase,
)

SYSTEM = "system"
EARLIEST = timedelta(hours=1)  # doors open a little before the time that was announced


def open_session(session: HallSession, *, move: HallMove) -> Decision:
    """Begin a session at its first item, or go on where it was adjourned."""
    require_phase(session, Phase.ANNOUNCED, Phase.ADJOURNED, to="be opened", zh="开始")
    if session.opened_at is None and move.at < session.starts_at - EARLIEST:
        raise Refused(
            "session-not-yet",
            f"this session begins at {session.starts_at:%Y-%m-%d %H:%M} UTC",
            f"会议定于 {session.starts_at:%Y-%m-%d %H:%M}（UTC）开始",
        )
    opened = moved(
        session,
        move,
        phase=Phase.OPEN,
        item=session.item or 1,
        opened_at=session.opened_at or move.at,
        resumes_at=None,
    )
    announced = HallSessionOpened(opened.id, list(opened.topic_ids), opened.division)
    return opened, [announced]


def adjourn(session: HallSession, resumes_at: datetime | None, *, move: HallMove) -> Decision:
    """Stop for now; the queue stays as it is."""
    require_phase(session, Phase.OPEN, to="be adjourned", zh="休会")
    if resumes_at is not None and resumes_at <= move.at:
        raise Invalid(
            "resumes-in-the-past",
            "it goes on later than now",
            "续会时间须晚于现在",
            field="resumes_at",
        )
    adjourned = moved(session, move, phase=Phase.ADJOURNED, resumes_at=resumes_at)
    told = HallSessionAdjourned(session.id, move.reason, resumes_at, session.division)
    return adjourned, [told]


def close(session: HallSession, *, spoken: int, move: HallMove) -> Decision:
    """End a session; one that never began is called off, for a reason everyone can read."""
    require_phase(session, Phase.ANNOUNCED, Phase.OPEN, Phase.ADJOURNED, to="be closed", zh="闭会")
    held = session.opened_at is not None
    if not held and not move.reason:
        raise Invalid(
            "reason-missing", "say why it is called off", "请说明取消原因", field="reason"
        )
    phase = Phase.CLOSED if held else Phase.CALLED_OFF
    closed = moved(session, move, phase=phase, closed_at=move.at, resumes_at=None)
    told = HallSessionClosed(session.id, held, spoken, list(session.topic_ids), session.division)
    return closed, [told]


def miss(session: HallSession, *, after_hours: int, now: datetime) -> Decision:
    """Call a session not held that nobody opened some hours after its time, once."""
    if session.phase is not Phase.ANNOUNCED:
        return session, []
    if now < session.starts_at + timedelta(hours=after_hours):
        return session, []
    why = f"{after_hours}小时内无人开始 / nobody opened it within {after_hours} hours"
    line = HallMove(now, "not held", SYSTEM, why)
    missed = moved(session, line, phase=Phase.NOT_HELD, closed_at=now)
    told = HallSessionMissed(
        session_id=session.id,
        title=session.title,
        starts_at=session.starts_at,
        topic_ids=list(session.topic_ids),
        division=session.division,
    )
    return missed, [told]


def lapse(session: HallSession, *, after_days: int, spoken: int, now: datetime) -> Decision:
    """Close a session that its moderator left open, or adjourned, some days ago; once."""
    if session.phase not in BEGUN or now < session.quiet_since + timedelta(days=after_days):
        return session, []
    why = f"{after_days}天无人主持，系统闭会 / nobody led it for {after_days} days"
    return close(session, spoken=spoken, move=HallMove(now, "lapsed", SYSTEM, why))


def go_to(session: HallSession, number: int | None, *, move: HallMove) -> Decision:
    """Go on to the next item; to go to any other takes a reason."""
    require_phase(session, Phase.OPEN, to="go on to another item", zh="进入其他议程")
    wanted = session.item + 1 if number is None else number
    if not 1 <= wanted <= len(session.agenda):
        raise Invalid(
            "no-such-item",
            f"the agenda has items 1 to {len(session.agenda)}",
            f"议程共{len(session.agenda)}项",
            field="number",
        )
    if wanted == session.item:
        return session, []
    if wanted != session.item + 1 and not move.reason:
        raise Invalid(
            "reason-missing",
            "say why it is out of order",
            "请说明调整议程顺序的原因",
            field="reason",
        )
    return moved(session, replace(move, item=wanted), item=wanted), []
