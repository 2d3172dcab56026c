"""网上市民议事厅: a session on the spot that can be followed from anywhere, and its agenda."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.errors import Refused
from chassis.events import Event


class Phase(StrEnum):
    """How far a session is."""

    ANNOUNCED = "announced"
    OPEN = "open"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    CALLED_OFF = "called_off"
    NOT_HELD = "not_held"


IN_CHINESE = {
    Phase.ANNOUNCED: "已预告",
    Phase.OPEN: "进行中",
    Phase.ADJOURNED: "休会",
    Phase.CLOSED: "已闭会",
    Phase.CALLED_OFF: "已取消",
    Phase.NOT_HELD: "未举行",
}
BEGUN = (Phase.OPEN, Phase.ADJOURNED)
OVER = (Phase.CLOSED, Phase.CALLED_OFF, Phase.NOT_HELD)


@dataclass(frozen=True)
class AgendaItem:
    """One line of the agenda; most are about a topic."""

    number: int
    title: str
    topic_id: str | None = None


@dataclass(frozen=True)
class HallMove:
    """One line of a session's record: who did what when, why, and at which item."""

    at: datetime
    act: str
    by: str
    reason: str = ""
    item: int = 0


@dataclass(frozen=True)
class HallSession:
    """A session with its agenda, and all that its moderator did."""

    id: str
    division: str
    title: str
    place: str
    starts_at: datetime
    moderators: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    topic_ids: tuple[str, ...]
    stream_url: str | None = None
    note: str = ""
    phase: Phase = Phase.ANNOUNCED
    item: int = 0
    opened_at: datetime | None = None
    resumes_at: datetime | None = None
    closed_at: datetime | None = None
    history: tuple[HallMove, ...] = ()

    @property
    def moderator_id(self) -> str:
        """Tell who leads it; those who did before are remembered."""
        return self.moderators[-1]

    @property
    def quiet_since(self) -> datetime:
        """Tell when its moderator last moved it, or when it was to go on if that is later."""
        moves = [move.at for move in self.history]
        return max([self.starts_at, *moves, *([self.resumes_at] if self.resumes_at else [])])

    @property
    def current(self) -> AgendaItem | None:
        """Give the item of the agenda that is dealt with now."""
        return next((one for one in self.agenda if one.number == self.item), None)


Decision = tuple[HallSession, list[Event]]


def require_phase(session: HallSession, *phases: Phase, to: str, zh: str) -> None:
    """Refuse what has no place in the phase a session is in."""
    if session.phase not in phases:
        raise Refused(
            "phase-differs",
            f"a session that is {session.phase} cannot {to}",
            f"{IN_CHINESE[session.phase]}的会议不能{zh}",
        )


def moved(session: HallSession, move: HallMove, **changes: Any) -> HallSession:
    """Change a session and write the line of its record that says so."""
    line = move if move.item else replace(move, item=changes.get("item", session.item))
    return replace(session, history=(*session.history, line), **changes)


def forget_in_session(session: HallSession, who: str, pseudonym: str) -> HallSession:
    """Put the pseudonym wherever a session names a resident who led it."""
    names = {who: pseudonym}
    return replace(
        session,
        moderators=tuple(names.get(one, one) for one in session.moderators),
        history=tuple(replace(one, by=names.get(one.by, one.by)) for one in session.history),
    )
