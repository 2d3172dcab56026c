"""What is sent to the desk of dead letters and what it shows."""

import base64
import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Annotated, Any

from marshmallow.validate import Length, Range

from chassis.deadletters.letter import Fate, Letter
from chassis.deadletters.store import DeskAction
from chassis.events import described

MOST_AT_ONCE = 100
LARGEST_SHOWN = 1024 * 1024
SOME_TIME = "2019-05-06T04:00:00Z"
Filter = Annotated[str, Length(0, 200)]
Why = Annotated[str, Length(1, 500)]


@dataclass(frozen=True)
class MendLetter:
    """What is sent to put another message in the place of one that cannot be heard."""

    body: Annotated[str, Length(1, LARGEST_SHOWN)] = described("{...}", "the event, as JSON text")
    why: Why = described("the field was misspelled", "for the record")


@dataclass(frozen=True)
class DiscardLetter:
    """What is sent to give a letter up."""

    why: Why = described("sent by a test of theirs", "for the record")


@dataclass(frozen=True)
class ReplayLetters:
    """Which open letters to hear again, the oldest first."""

    reason: Filter = described("handler-bug", "only those that died of this", default="")
    type: Filter = described("", "only events of this type", default="")
    handler: Filter = described("", "only those this method did not handle", default="")
    since: datetime | None = described(SOME_TIME, "that died then or later", default=None)
    until: datetime | None = described(SOME_TIME, "that died before", default=None)
    most: Annotated[int, Range(1, MOST_AT_ONCE)] = described(100, "how many at most", default=100)
    dry_run: bool = described(False, "only say which they are", default=False)


@dataclass(frozen=True, kw_only=True)
class DiscardLetters(ReplayLetters):
    """Which open letters to give up, the oldest first."""

    why: Why = described("sent by a test of theirs", "for the record")


@dataclass(frozen=True)
class LetterView:
    """A letter in a list: why and when a message died, not what it says."""

    id: str
    state: Fate
    reason: str
    handler: str
    error: str
    detail: str
    attempt: int
    event_id: str
    event_type: str
    division: str
    routing_key: str
    content_type: str
    size: int
    first_at: datetime
    dead_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class MessageView:
    """What a message says: as text where it is text, else in base64."""

    text: str | None
    base64: str | None


@dataclass(frozen=True)
class WholeLetter(LetterView):
    """A letter with its message, the one that took its place, and all that was done with it."""

    trace: str
    headers: dict[str, Any]
    body: MessageView
    edited: MessageView | None
    history: list[DeskAction]
    version: int


@dataclass(frozen=True)
class ActedView:
    """What came of an action on a letter; a replay may fail again or have been handled before."""

    id: str
    outcome: str
    state: Fate
    reason: str
    detail: str


@dataclass(frozen=True)
class ManyActedView:
    """What came of an action on many letters; after a dry run, which they would be."""

    dry_run: bool
    items: list[ActedView]


def whole(letter: Letter, history: list[DeskAction], version: int) -> WholeLetter:
    """Show a letter with everything that is known of it."""
    told = {one.name: getattr(letter, one.name) for one in fields(LetterView)}
    return WholeLetter(
        **told,
        trace=letter.trace,
        headers=json.loads(letter.headers),
        body=_said(letter.body),
        edited=None if letter.edited is None else _said(letter.edited),
        history=history,
        version=version,
    )


def acted(letter: Letter, outcome: str) -> ActedView:
    """Show what came of an action."""
    return ActedView(letter.id, outcome, letter.state, letter.reason, letter.detail)


def _said(body: bytes) -> MessageView:
    shown = body[:LARGEST_SHOWN]
    try:
        return MessageView(shown.decode("utf-8"), None)
    except UnicodeDecodeError:
        return MessageView(None, base64.b64encode(shown).decode())
