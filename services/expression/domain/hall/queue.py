"""发言排队: who asked to speak, in the order of asking, and whom the moderator called."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Invalid, Refused

from ..topics.topic import Actor
from .sessions import HallSession, Phase, require_phase


class PlaceState(StrEnum):
    """What became of a place in the queue."""

    WAITING = "waiting"
    CALLED = "called"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class SpeakersQueue:
    """The queue of a session: what everyone may see of it, and the number given last."""

    id: str
    division: str
    asked: int = 0
    waiting: int = 0
    turns: int = 0
    speaking: int | None = None


@dataclass(frozen=True)
class QueuePlace:
    """The one place a resident has in a session; who speaks again asks again, for a new number."""

    id: str
    session_id: str
    division: str
    resident_id: str
    number: int
    asked_at: datetime
    item: int = 0
    state: PlaceState = PlaceState.WAITING
    entered_by: str | None = None


@dataclass(frozen=True)
class SpeakingTurn:
    """One who was called to speak: by number alone, so that nobody need be named."""

    id: str
    session_id: str
    division: str
    number: int
    item: int
    called_at: datetime
    called_by: str
    in_order: bool = True
    reason: str = ""


def place_id(session_id: str, resident_id: str) -> str:
    """Name the one place a resident has in a session."""
    return f"{session_id}:{resident_id}"


def ask(
    session: HallSession,
    queue: SpeakersQueue,
    known: QueuePlace | None,
    *,
    by: Actor,
    now: datetime,
) -> tuple[SpeakersQueue, QueuePlace]:
    """Give a resident the next place, unless they wait already or are speaking."""
    require_phase(
        session, Phase.ANNOUNCED, Phase.OPEN, Phase.ADJOURNED, to="be spoken in", zh="申请发言"
    )
    if known and known.state in (PlaceState.WAITING, PlaceState.CALLED):
        raise Refused(
            "asked-already",
            f"you have place {known.number} in the queue",
            f"您已在发言队列中，号码为{known.number}",
        )
    number = queue.asked + 1
    place = QueuePlace(
        id=place_id(session.id, by.id),
        session_id=session.id,
        division=session.division,
        resident_id=by.id,
        number=number,
        asked_at=now,
        item=session.item,
        entered_by=by.entered_by,
    )
    return replace(queue, asked=number, waiting=queue.waiting + 1), place


def step_back(queue: SpeakersQueue, place: QueuePlace) -> tuple[SpeakersQueue, QueuePlace]:
    """Take a place out of the queue; who is called already says so on the spot."""
    if place.state is not PlaceState.WAITING:
        raise Refused(
            "not-waiting", f"place {place.number} waits no more", f"{place.number}号已不在等候"
        )
    return _without(queue), replace(place, state=PlaceState.WITHDRAWN)


def call_up(
    session: HallSession,
    queue: SpeakersQueue,
    places: tuple[QueuePlace, QueuePlace],
    turn: SpeakingTurn,
) -> tuple[SpeakersQueue, QueuePlace, SpeakingTurn]:
    """Call one to speak, of the first who waits and the one wanted; out of order for a reason."""
    require_phase(session, Phase.OPEN, to="call anybody", zh="请人发言")
    first, wanted = places
    if wanted.state is not PlaceState.WAITING:
        raise Refused(
            "not-waiting", f"place {wanted.number} waits no more", f"{wanted.number}号已不在等候"
        )
    in_order = wanted.number == first.number
    if not in_order and not turn.reason:
        raise Invalid(
            "reason-missing",
            f"place {first.number} is next: say why another is called",
            f"下一位是{first.number}号，请说明先请他人发言的原因",
            field="reason",
        )
    called = replace(wanted, state=PlaceState.CALLED)
    after = replace(_without(queue), turns=queue.turns + 1, speaking=wanted.number)
    return after, called, replace(turn, number=wanted.number, item=session.item, in_order=in_order)


def finish(
    queue: SpeakersQueue, place: QueuePlace | None
) -> tuple[SpeakersQueue, QueuePlace | None]:
    """Let whoever speaks be done; a place that was given up meanwhile stays as it is."""
    done = replace(queue, speaking=None)
    return done, replace(place, state=PlaceState.SPOKEN) if place else None


def forget_in_place(place: QueuePlace, pseudonym: str) -> QueuePlace:
    """Keep a place without whose it was; one that waited is given up."""
    waited = place.state is PlaceState.WAITING
    return replace(
        place,
        id=place_id(place.session_id, pseudonym),
        resident_id=pseudonym,
        state=PlaceState.WITHDRAWN if waited else place.state,
    )


def without_forgotten(queue: SpeakersQueue, place: QueuePlace) -> SpeakersQueue:
    """Count a forgotten resident's place out of those who wait."""
    return _without(queue) if place.state is PlaceState.WAITING else queue


def forget_in_turn(turn: SpeakingTurn, pseudonym: str) -> SpeakingTurn:
    """Keep who was called without the resident who called them."""
    return replace(turn, called_by=pseudonym)


def _without(queue: SpeakersQueue) -> SpeakersQueue:
    return replace(queue, waiting=max(0, queue.waiting - 1))
