"""信息收集下移: what was entered on a resident's behalf, by which body, and how it travelled."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Forbidden, Invalid, Refused
from chassis.events import Event

from ...events import EntryAnswered
from ..topics.topic import Actor
from .kinds import Collected, Correction, Hand, Spoken, Standing, What

MOST_HANDS = 20


@dataclass(frozen=True)
class Entry:
    """What somebody entered for a resident, for the resident to see, correct or withdraw."""

    id: str
    what: What
    topic_id: str
    division: str
    resident_id: str
    entered_by: str
    entered_at: datetime
    until: datetime
    text: str
    collected: Collected
    standing: Standing = Standing.UNANSWERED
    answered_at: datetime | None = None
    path: tuple[Hand, ...] = ()
    corrections: tuple[Correction, ...] = ()
    named: tuple[str, ...] = ()


Decision = tuple[Entry, list[Event]]


def enter(
    spoken: Spoken, collected: Collected, *, by: Actor, until: datetime, now: datetime
) -> Entry:
    """Mark what was entered on a resident's behalf; the first hand is who received it."""
    entered_by = by.entered_by or by.id
    return Entry(
        id=spoken.id,
        what=spoken.what,
        topic_id=spoken.topic_id,
        division=spoken.division,
        resident_id=by.id,
        entered_by=entered_by,
        entered_at=now,
        until=until,
        text=spoken.text,
        collected=collected,
        path=(Hand(collected.body, collected.body_id, now, entered_by),),
        named=tuple(dict.fromkeys((by.id, entered_by))),
    )


def hand_on(entry: Entry, hand: Hand) -> Entry:
    """Note that a voice was handed on; it is never given to who has it already."""
    last = entry.path[-1]
    if (last.body, last.body_id) == (hand.body, hand.body_id):
        raise Refused("there-already", f"{hand.body} has it already", f"该意见已在 {hand.body} 处")
    if len(entry.path) >= MOST_HANDS:
        raise Refused(
            "path-too-long",
            f"a voice passes through {MOST_HANDS} hands at most",
            f"意见最多转交{MOST_HANDS}次",
        )
    named = tuple(dict.fromkeys((*entry.named, hand.by)))
    return replace(entry, path=(*entry.path, hand), named=named)


def confirm(entry: Entry, *, by: str, now: datetime) -> Decision:
    """Let the resident say that this is what they said."""
    _require_answerable(entry, by, now)
    if entry.standing is not Standing.UNANSWERED:
        return entry, []
    return _answered(entry, Standing.CONFIRMED, now)


def correct(entry: Entry, text: str, *, by: str, reason: str, now: datetime) -> Decision:
    """Let the resident put right what was entered; the words that stood there are kept."""
    _require_answerable(entry, by, now)
    if text == entry.text:
        raise Invalid("nothing-changed", "this is what it says", "内容没有变化", field="text")
    change = Correction(now, entry.text, text, reason)
    corrected = replace(entry, text=text, corrections=(*entry.corrections, change))
    return _answered(corrected, Standing.CORRECTED, now)


def withdraw(entry: Entry, *, by: str, now: datetime) -> Decision:
    """Let the resident take back what was entered in their name."""
    _require_answerable(entry, by, now)
    return _answered(entry, Standing.WITHDRAWN, now)


def _answered(entry: Entry, standing: Standing, now: datetime) -> Decision:
    answered = replace(entry, standing=standing, answered_at=now)
    announced = EntryAnswered(
        entry_id=entry.id,
        topic_id=entry.topic_id,
        answer=standing,
        body=entry.collected.body,
        division=entry.division,
    )
    return answered, [announced]


def _require_answerable(entry: Entry, by: str, now: datetime) -> None:
    if by != entry.resident_id:
        raise Forbidden(
            "not-your-voice",
            "only who it was entered for answers for it",
            "只有被代录的居民本人可以确认、更正或撤回",
        )
    if entry.standing is Standing.WITHDRAWN:
        raise Refused("voice-withdrawn", "you took it back already", "您已撤回该意见")
    if now > entry.until:
        raise Refused(
            "answer-past",
            f"it could be answered until {entry.until:%Y-%m-%d}: speak on the topic yourself",
            f"可于 {entry.until:%Y-%m-%d} 前更正：请直接在议题下发言",
        )


def forget_in_entry(entry: Entry, who: str, pseudonym: str) -> Entry:
    """Put the pseudonym wherever an entry names somebody; what was said stays."""

    def named(one: str) -> str:
        return pseudonym if one == who else one

    return replace(
        entry,
        resident_id=named(entry.resident_id),
        entered_by=named(entry.entered_by),
        path=tuple(replace(hand, by=named(hand.by)) for hand in entry.path),
        named=tuple(one for one in entry.named if one != who),
    )
