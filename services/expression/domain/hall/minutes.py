"""会议纪要: drafted from what happened, edited with a trace, published with what was resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refused
from chassis.events import Event

from ...events import MinutesPublished
from ..rules.calendar import SHANGHAI
from ..topics.topic import Topic
from .queue import SpeakersQueue, SpeakingTurn
from .sessions import HallSession, Phase, require_phase


@dataclass(frozen=True)
class Minutes:
    """The minutes of one session as they read now; every edition is kept beside them."""

    id: str
    division: str
    topic_ids: tuple[str, ...]
    text: str
    edition: int
    drafted_at: datetime
    edited_at: datetime
    published_at: datetime | None = None


@dataclass(frozen=True)
class MinutesEdition:
    """One edition of minutes: written once, by whom and why."""

    id: str
    session_id: str
    division: str
    number: int
    text: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class TopicHeard:
    """How a topic stands when minutes are drafted."""

    topic: Topic
    counted: Mapping[str, int]


@dataclass(frozen=True)
class Account:
    """What happened in a session, as far as it was recorded."""

    session: HallSession
    queue: SpeakersQueue
    turns: tuple[SpeakingTurn, ...]
    heard: Mapping[str, TopicHeard]


@dataclass(frozen=True)
class Revision:
    """Who writes an edition, when and why."""

    by: str
    at: datetime
    reason: str


Written = tuple[Minutes, MinutesEdition]


def draft(known: Minutes | None, account: Account, revision: Revision) -> Written:
    """Write the first edition, once a session is closed."""
    session = account.session
    require_phase(session, Phase.CLOSED, to="be put into minutes", zh="形成纪要")
    if known:
        raise Refused(
            "minutes-drafted", "there is a draft: change that", "已有纪要草稿，请直接修改"
        )
    minutes = Minutes(
        id=session.id,
        division=session.division,
        topic_ids=session.topic_ids,
        text="\n".join(_lines(account)),
        edition=1,
        drafted_at=revision.at,
        edited_at=revision.at,
    )
    return minutes, _edition(minutes, revision)


def edit(minutes: Minutes, text: str, revision: Revision) -> Written:
    """Write another edition; those before it stay readable, of published minutes to everyone."""
    edited = replace(minutes, text=text, edition=minutes.edition + 1, edited_at=revision.at)
    return edited, _edition(edited, revision)


def publish(
    minutes: Minutes, topics: Iterable[Topic], *, now: datetime
) -> tuple[Minutes, list[Event]]:
    """Make minutes public; a correction that came after is published again by itself."""
    if minutes.published_at:
        return minutes, []
    public = replace(minutes, published_at=now)
    return public, [announced(public, topics, now=now)]


def announced(minutes: Minutes, topics: Iterable[Topic], *, now: datetime) -> MinutesPublished:
    """Announce an edition everyone can read."""
    return MinutesPublished(
        session_id=minutes.id,
        edition=minutes.edition,
        topic_ids=list(minutes.topic_ids),
        resolved=[topic.id for topic in topics if topic.resolution],
        published_at=now,
        division=minutes.division,
    )


def _edition(minutes: Minutes, revision: Revision) -> MinutesEdition:
    return MinutesEdition(
        id=f"{minutes.id}:{minutes.edition:06d}",
        session_id=minutes.id,
        division=minutes.division,
        number=minutes.edition,
        text=minutes.text,
        by=revision.by,
        at=revision.at,
        reason=revision.reason,
    )


def _lines(account: Account) -> list[str]:
    session, queue = account.session, account.queue
    lines = [
        f"{session.title} 会议纪要 / Minutes",
        f"时间 / Time: {_local(session.opened_at)} – {_local(session.closed_at)}",
        f"地点 / Place: {session.place}",
        f"申请发言 / Asked to speak: {queue.asked}; 发言 / Called: {queue.turns}",
    ]
    for item in session.agenda:
        lines += ["", f"{item.number}. {item.title}", *_of_item(account, item.number)]
        if item.topic_id and item.topic_id in account.heard:
            lines += _of_topic(account.heard[item.topic_id])
    return lines


def _of_item(account: Account, number: int) -> list[str]:
    called = [turn for turn in account.turns if turn.item == number]
    numbers = ", ".join(str(turn.number) for turn in called) or "—"
    others = [f"{turn.number}: {turn.reason}" for turn in called if not turn.in_order]
    told = [f"发言号码 / Called: {numbers}"]
    return [*told, f"提前发言 / Called out of order: {'; '.join(others)}"] if others else told


def _of_topic(heard: TopicHeard) -> list[str]:
    counted, resolution = heard.counted, heard.topic.resolution
    said, votes, voters = (counted.get(name, 0) for name in ("statements", "votes", "voters"))
    told = [f"意见 / Statements: {said}; 表态 / Votes: {votes}; 参与人数 / Voters: {voters}"]
    if resolution is None:
        return [*told, "决议 / Resolution: 尚无 / none yet"]
    count = f"{resolution.agree} / {resolution.disagree} / {resolution.passed}"
    shares = f"赞成/反对/弃权 agree/disagree/pass: {count}"
    return [*told, f"决议 / Resolution: {resolution.text} ({shares})"]


def _local(moment: datetime | None) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if moment else "—"
