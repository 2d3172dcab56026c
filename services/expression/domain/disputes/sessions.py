"""Sessions: announced, held with who was there and what was said in short, or adjourned."""

from dataclasses import replace
from datetime import datetime

from chassis.errors import Invalid, Refused

from .dispute import Case, DisputeStage, Due, owed_by, owner_of
from .file import Line, Session
from .parties import unwilling

MOST_SESSIONS = 60


def schedule(case: Case, session: Session, line: Line) -> Case:
    """Announce a session to the parties; it lies ahead."""
    require_mediating(case)
    _check_ahead(session.scheduled_for, line.at, "scheduled_for")
    if len(case.file.sessions) >= MOST_SESSIONS:
        raise Refused("file-full", "no more sessions fit", f"调解次数不能超过{MOST_SESSIONS}次")
    return case.filed(sessions=(*case.file.sessions, session)).moved(line)


def hold(case: Case, number: int, line: Line, *, present: tuple[str, ...], summary: str) -> Case:
    """Record a session that was held, once every party has agreed to mediation."""
    require_mediating(case)
    session = _waiting(case, number)
    _check_come(session, line.at)
    _check_willing(case)
    _check_present(case, present)
    held = replace(session, present=present, summary=summary, held_at=line.at)
    recorded = _with(case, held).moved(line)
    if case.dispute.step is not Due.SESSION or case.dispute.limit_at is None:
        return recorded
    owed = owed_by(owner_of(case.dispute), Due.SETTLEMENT, case.dispute.limit_at)
    return Case(replace(recorded.dispute, **owed), recorded.file)


def adjourn(case: Case, number: int, line: Line, *, to: datetime) -> Case:
    """Put a session off to another day, for a reason; both stay on record."""
    require_mediating(case)
    session = _waiting(case, number)
    _check_ahead(to, line.at, "to")
    put_off = replace(session, adjourned_to=to, reason=line.reason)
    later = Session(len(case.file.sessions) + 1, to, session.place)
    kept = _with(case, put_off)
    return kept.filed(sessions=(*kept.file.sessions, later)).moved(line)


def require_mediating(case: Case) -> None:
    """Refuse what only happens while a declared mediator mediates."""
    if case.dispute.stage is not DisputeStage.MEDIATING:
        raise Refused(
            "not-mediating",
            f"this is done while a mediator mediates; the dispute is {case.dispute.stage}",
            f"仅在调解进行中可办理；当前状态为 {case.dispute.stage}",
        )


def _waiting(case: Case, number: int) -> Session:
    found = next((one for one in case.file.sessions if one.number == number), None)
    if found is None or found.held_at or found.adjourned_to:
        raise Refused(
            "session-not-waiting",
            f"no session {number} waits to be held",
            f"没有待召开的第 {number} 次调解",
        )
    return found


def _with(case: Case, session: Session) -> Case:
    sessions = tuple(session if one.number == session.number else one for one in case.file.sessions)
    return case.filed(sessions=sessions)


def _check_ahead(moment: datetime, now: datetime, field: str) -> None:
    if moment <= now:
        raise Invalid(
            "session-in-the-past", "a session lies ahead", "调解时间须晚于现在", field=field
        )


def _check_come(session: Session, now: datetime) -> None:
    if now < session.scheduled_for:
        raise Refused(
            "session-not-yet",
            f"this session is on {session.scheduled_for:%Y-%m-%d %H:%M} UTC",
            f"该次调解定于 {session.scheduled_for:%Y-%m-%d %H:%M}（UTC），尚未召开",
        )


def _check_willing(case: Case) -> None:
    missing = unwilling(case)
    if missing:
        listed = ", ".join(missing)
        raise Refused(
            "party-not-willing",
            f"mediation is voluntary: {listed} have not agreed to it (People's Mediation Law, 3)",
            f"调解须自愿：{listed} 尚未同意（人民调解法第三条）",
        )


def _check_present(case: Case, present: tuple[str, ...]) -> None:
    mediators, parties = set(case.dispute.mediators), set(case.file.refs)
    there = set(present)
    if not there & mediators or not there & parties or not there <= mediators | parties:
        raise Invalid(
            "present-unknown",
            "name the mediators and the parties (by ref) who were there, at least one of each",
            "请列明到场的调解员和当事人（编号），各至少一名",
            field="present",
        )
