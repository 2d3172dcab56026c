"""预告: a session is announced with its agenda, and what was announced is corrected."""

import re
from dataclasses import dataclass
from datetime import datetime

from chassis.errors import Invalid
from chassis.events import Event

from ...events import HallSessionAnnounced
from .sessions import AgendaItem, Decision, HallMove, HallSession, Phase, moved, require_phase

HOST = r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[1-9][0-9]{0,4})?"
STREAM = re.compile(rf"https://{HOST}(/[!#-;=?-Z\[\]_a-z~]*)?")


@dataclass(frozen=True)
class Plan:
    """What is announced of a session, and may be corrected before it is over."""

    title: str
    place: str
    starts_at: datetime
    moderator_id: str
    agenda: tuple[AgendaItem, ...]
    stream_url: str | None = None
    note: str = ""


def announce(
    session_id: str, division: str, plan: Plan, *, by: str, now: datetime
) -> tuple[HallSession, list[Event]]:
    """Announce a session that lies ahead."""
    _require_ahead(plan.starts_at, now)
    _require_stream(plan.stream_url)
    session = HallSession(
        id=session_id,
        division=division,
        title=plan.title,
        place=plan.place,
        starts_at=plan.starts_at,
        moderators=(plan.moderator_id,),
        agenda=plan.agenda,
        topic_ids=_topics_of(plan.agenda),
        stream_url=plan.stream_url,
        note=plan.note,
        history=(HallMove(now, "announced", by),),
    )
    return session, [_announced(session)]


def amend(session: HallSession, plan: Plan, *, move: HallMove) -> Decision:
    """Correct what was announced; what was dealt with already stays on the agenda."""
    require_phase(session, Phase.ANNOUNCED, Phase.OPEN, Phase.ADJOURNED, to="be changed", zh="修改")
    _require_stream(plan.stream_url)
    if session.phase is Phase.ANNOUNCED and plan.starts_at != session.starts_at:
        _require_ahead(plan.starts_at, move.at)
    if plan.agenda[: session.item] != session.agenda[: session.item]:
        raise Invalid(
            "agenda-begun",
            f"items 1 to {session.item} were dealt with and stay as they are",
            f"第1至{session.item}项已经进行，不能修改",
            field="agenda",
        )
    moderators = session.moderators
    if plan.moderator_id != session.moderator_id:
        moderators = (*(m for m in moderators if m != plan.moderator_id), plan.moderator_id)
    amended = moved(
        session,
        move,
        title=plan.title,
        place=plan.place,
        starts_at=plan.starts_at if session.phase is Phase.ANNOUNCED else session.starts_at,
        moderators=moderators,
        agenda=plan.agenda,
        topic_ids=_topics_of(plan.agenda),
        stream_url=plan.stream_url,
        note=plan.note,
    )
    return amended, [_announced(amended)] if session.phase is Phase.ANNOUNCED else []


def _topics_of(agenda: tuple[AgendaItem, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.topic_id for one in agenda if one.topic_id))


def _announced(session: HallSession) -> HallSessionAnnounced:
    return HallSessionAnnounced(
        session_id=session.id,
        title=session.title,
        place=session.place,
        starts_at=session.starts_at,
        topic_ids=list(session.topic_ids),
        stream_url=session.stream_url,
        division=session.division,
    )


def _require_ahead(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise Invalid(
            "starts-in-the-past", "a session lies ahead", "会议时间须晚于现在", field="starts_at"
        )


def _require_stream(url: str | None) -> None:
    """Refuse a link that a browser would not open as a page of another host, encrypted."""
    if url is not None and not STREAM.fullmatch(url):
        raise Invalid(
            "stream-not-https",
            "the stream is an address that begins with https:// and names a host",
            "直播地址须以 https:// 开头并包含主机名",
            field="stream_url",
        )
