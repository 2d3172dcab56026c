"""What is seen live of a session: agenda, queue, what is said on the current topic, and votes."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.http.replies import as_json
from chassis.http.streams.seen import Seen

from ..domain.deliberation.deliberation import Method
from ..domain.hall.queue import SpeakersQueue
from ..domain.hall.sessions import OVER, HallSession
from ..domain.opinions.groupings import Grouping
from ..domain.resolutions.resolution import Proposal
from ..domain.topics.statements import Moderation, Statement
from ..domain.topics.topic import Topic
from .topics import with_totals

OF_SESSION = ("id", "title", "place", "starts_at", "phase", "item", "opened_at", "resumes_at")
OF_OPINIONS = ("computed_at", "voters", "groups", "others", "shared")
OF_STATEMENT = ("text", "made_at", "agrees", "disagrees", "passes", "standing")


@dataclass(frozen=True)
class Scene:
    """What a session shows, as it is stored, without what was said."""

    session: HallSession
    queue: SpeakersQueue
    topic: Topic | None
    counted: Mapping[str, int]
    proposal: Proposal | None
    grouping: Grouping | None
    next_number: int | None = None


Said = Iterable[tuple[Statement, Mapping[str, Any]]]


def seen(scene: Scene, said: Said, mark: str) -> Seen:
    """Put together what followers see; the revision names what is stored, and what it comes to."""
    state = {
        "session": _session(scene.session),
        "agenda": {str(one.number): one for one in scene.session.agenda},
        "queue": _queue(scene),
        "topic": _topic(scene),
        "proposal": _proposal(scene.proposal),
        "statements": {one.id: _statement(one, totals) for one, totals in said if _is_shown(one)},
        "opinions": _opinions(scene.grouping),
    }
    digest = zlib.crc32(as_json(state))
    return Seen(f"{mark}-{digest:08x}", state, over=scene.session.phase in OVER)


def _session(session: HallSession) -> dict[str, Any]:
    named = {name: getattr(session, name) for name in OF_SESSION}
    return named | {"stream_url": session.stream_url, "closed_at": session.closed_at}


def _queue(scene: Scene) -> dict[str, Any]:
    queue = scene.queue
    counted = {"asked": queue.asked, "waiting": queue.waiting, "turns": queue.turns}
    return counted | {"speaking": queue.speaking, "next": scene.next_number}


def _topic(scene: Scene) -> dict[str, Any] | None:
    if scene.topic is None:
        return None
    names = ("statements", "votes", "voters")
    counted = {name: scene.counted.get(name, 0) for name in names}
    return {"id": scene.topic.id, "title": scene.topic.title, "stage": scene.topic.stage, **counted}


def _proposal(proposal: Proposal | None) -> dict[str, Any] | None:
    """Show how a vote stands; of a secret one only once it was counted."""
    if proposal is None:
        return None
    shown = {"id": proposal.id, "text": proposal.text, "open": proposal.open}
    secret = proposal.terms is not None and proposal.terms.method is Method.SECRET
    if secret and proposal.counted_at is None:
        return shown
    counts = ("agree", "disagree", "passed")
    return shown | {name: getattr(proposal, name) for name in counts}


def _opinions(grouping: Grouping | None) -> dict[str, Any] | None:
    return {name: getattr(grouping, name) for name in OF_OPINIONS} if grouping else None


def _statement(statement: Statement, totals: Mapping[str, Any]) -> dict[str, Any]:
    """Show what was said, and not by whom."""
    shown = with_totals(statement, totals)
    return {name: getattr(shown, name) for name in OF_STATEMENT}


def _is_shown(statement: Statement) -> bool:
    return statement.moderated is Moderation.ACCEPTED and not statement.withdrawn_at
