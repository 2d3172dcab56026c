"""Matters of another system, as they stand there: still open, or ended before they came here."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.errors import Invalid
from chassis.events import Event

from .rules.rulebook import Rules
from .topics.moves import SETTLED, Act, move
from .topics.raising import Wish, import_topic, pseudonym
from .topics.topic import Actor, Stage, Topic

ENDED = "ended elsewhere"


class Ending(StrEnum):
    """How a matter ended elsewhere."""

    CLOSED = "closed"
    DECLINED = "declined"


STAGES = {Ending.CLOSED: Stage.CLOSED, Ending.DECLINED: Stage.DECLINED}


@dataclass(frozen=True)
class ElsewhereRaised:
    """What another system says of a matter, beside what is wanted; `author` is its id there."""

    author: str
    raised_at: datetime
    ended: Ending | None = None
    ended_at: datetime | None = None
    reason: str = ""


def import_matter(
    topic_id: str, wish: Wish, said: ElsewhereRaised, *, by: Actor, rules: Rules, now: datetime
) -> tuple[Topic, list[Event]]:
    """Take a matter in as it stands elsewhere; what ended there owes nothing and is no news."""
    _check(said, now)
    begun, announced = import_topic(topic_id, wish, by=by, rules=rules, now=now)
    voice = pseudonym(topic_id, said.author)
    topic = replace(begun, raised_by=voice, voices=(voice,), raised_at=said.raised_at)
    if said.ended is None:
        return topic, [replace(event, raised_by=voice) for event in announced]  # type: ignore[call-arg]
    first = replace(topic.history[0], at=said.raised_at)
    ended_at = said.ended_at or said.raised_at
    act = Act(ENDED, by, ended_at, said.reason)
    changes: dict[str, Any] = SETTLED | {"closed_at": ended_at}
    ended = move(replace(topic, history=(first,)), act, stage=STAGES[said.ended], **changes)
    return ended, []


def ended_elsewhere(topic: Topic) -> bool:
    """Tell whether a topic had ended before it was imported: what was said on it may still come."""
    return any(line.act == ENDED for line in topic.history[:2])


def _check(said: ElsewhereRaised, now: datetime) -> None:
    if said.raised_at > now:
        raise Invalid(
            "raised-in-future", "it was raised after now", "提出时间晚于现在", field="raised_at"
        )
    if said.ended_at and (said.ended is None or not said.raised_at <= said.ended_at <= now):
        raise Invalid(
            "ended-unfit",
            "what ended says how, and ended after it was raised and before now",
            "须注明办结方式，且办结时间须在提出之后、现在之前",
            field="ended_at",
        )
