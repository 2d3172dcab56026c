"""A dead letter as it is kept: the message byte for byte, why it died and what became of it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.envelope import CONTENT_TYPE
from chassis.errors import Refused
from chassis.messaging.message import Delivery

LONGEST_DETAIL = 500


class Fate(StrEnum):
    """What became of a letter."""

    OPEN = "open"
    REPLAYED = "replayed"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Facts:
    """What a message says of its event, empty where that cannot be read."""

    event_id: str = ""
    event_type: str = ""
    division: str = ""


@dataclass(frozen=True)
class Letter:
    """A message that could not be handled; `division` is empty where it names no place."""

    id: str
    division: str
    reason: str
    handler: str
    error: str
    detail: str
    trace: str
    attempt: int
    event_id: str
    event_type: str
    routing_key: str
    content_type: str
    headers: str
    body: bytes
    size: int
    first_at: datetime
    dead_at: datetime
    kept_at: datetime
    state: Fate = Fate.OPEN
    edited: bytes | None = None
    settled_at: datetime | None = None

    @property
    def delivery(self) -> Delivery:
        """Give the message as it is to be heard: as it was mended, or else as it came."""
        if self.edited is not None:
            return Delivery(0, self.edited, CONTENT_TYPE, {}, self.routing_key)
        return Delivery(0, self.body, self.content_type, {}, self.routing_key)

    @property
    def digest(self) -> str:
        """Sum up what may change of a letter, for the record of who changed it."""
        message = self.delivery
        told = [self.state, self.reason, str(self.attempt), message.content_type]
        summed = hashlib.sha256("\n".join(told).encode())
        summed.update(message.body)
        return summed.hexdigest()


def settled(letter: Letter, fate: Fate, now: datetime) -> Letter:
    """Close a letter for good; its message is kept."""
    _refuse_closed(letter)
    return replace(letter, state=fate, settled_at=now)


def died_again(letter: Letter, reason: str, handler: str, error: Exception) -> Letter:
    """Keep a letter open that could not be heard this time either."""
    _refuse_closed(letter)
    return replace(
        letter,
        reason=reason,
        handler=handler,
        error=type(error).__name__,
        detail=str(error)[:LONGEST_DETAIL],
        attempt=letter.attempt + 1,
    )


def back_again(letter: Letter, died: Letter) -> Letter:
    """Open a settled letter again whose message died once more since; any other stays as it is.

    What died before it was settled is a copy of what was settled, and only arrives late.
    """
    if letter.settled_at is None or died.dead_at <= letter.settled_at:
        return letter
    return replace(
        letter,
        state=Fate.OPEN,
        settled_at=None,
        reason=died.reason,
        handler=died.handler,
        error=died.error,
        detail=died.detail,
        trace=died.trace,
        headers=died.headers,
        dead_at=died.dead_at,
        attempt=letter.attempt + died.attempt + 1,
    )


def mended(letter: Letter, body: bytes, facts: Facts) -> Letter:
    """Put another message beside the one that came; it stays the same event where it was one.

    Its effects count once under the event's id, so another id would let them count twice.
    """
    _refuse_closed(letter)
    if letter.event_id and facts.event_id != letter.event_id:
        raise Refused(
            "another-event",
            f"the id of the event must stay {letter.event_id}",
            f"事件编号必须保持为 {letter.event_id}",
            field="body",
        )
    return replace(letter, edited=body, **vars(facts))


def _refuse_closed(letter: Letter) -> None:
    if letter.state is not Fate.OPEN:
        raise Refused(
            "letter-closed",
            f"this letter was {letter.state.value} already",
            f"该死信已处理（{letter.state.value}）",
        )
