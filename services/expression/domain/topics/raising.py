"""征集: how a topic comes in, from a resident or from a deliberation held elsewhere."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Invalid
from chassis.events import Event

from ...events import TopicRaised
from ..places import staff_of
from ..rules.calendar import ONE_DAY, day_of
from ..rules.rulebook import Rules
from .moves import SYSTEM, Act, move, owed
from .topic import Actor, Channel, Origin, Stage, Step, Topic, Window

Decision = tuple[Topic, list[Event]]


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be deliberated, and where."""

    title: str
    category: str
    division: str
    note: str = ""
    window: Window | None = None


def raise_topic(topic_id: str, wish: Wish, *, by: Actor, rules: Rules, now: datetime) -> Decision:
    """Take in what a resident brings up; the community's staff now owe a screening."""
    _check(wish, rules, now)
    new = _begun(topic_id, wish, by, now)
    topic = move(
        new,
        Act("raised", by, now, wish.note, rules.clauses["deadlines"]),
        voices=(by.id,),
        **owed(Step.SCREENING, staff_of(wish.division), rules.due_at(Step.SCREENING, now)),
    )
    return _closing_on_a_working_day(topic, rules, now), [_announced(topic)]


def import_topic(topic_id: str, wish: Wish, *, by: Actor, rules: Rules, now: datetime) -> Decision:
    """Take in a deliberation held elsewhere: it was screened there and is in discussion."""
    _check(wish, rules, now)
    new = _begun(topic_id, wish, Actor(pseudonym(topic_id), by.id), now)
    topic = move(
        new,
        Act("imported", by, now, wish.note, rules.clauses["deadlines"]),
        origin=Origin.IMPORT,
        stage=Stage.DISCUSSION,
        voices=(new.raised_by,),
        **owed(Step.DISCUSSION, staff_of(wish.division), rules.due_at(Step.DISCUSSION, now)),
    )
    return topic, [_announced(topic)]


def window_of(
    channel: Channel, *, opens_at: datetime | None, closes_at: datetime | None, target: str
) -> Window | None:
    """Give the window of a special consultation; everyday expression has none."""
    if channel is Channel.REGULAR and (opens_at or closes_at):
        raise Invalid(
            "window-unexpected",
            "only a special consultation opens and closes",
            "只有专项征询设有起止时间",
            field="channel",
        )
    if channel is Channel.REGULAR:
        return None
    if opens_at is None or closes_at is None or not target:
        raise Invalid(
            "window-missing",
            "a special consultation says when it opens, when it closes and whom it asks",
            "专项征询须注明开始、截止时间和征询对象",
            field="closes_at",
        )
    return Window(opens_at, closes_at, target)


def imported_topic_id(reference: str) -> str:
    """Name an imported topic by its reference, so that importing it again finds it."""
    return f"import-{reference}"


def pseudonym(topic_id: str, person: str = "") -> str:
    """Name somebody of an imported deliberation so that nobody takes them for a resident."""
    return f"import:{topic_id}:{person}" if person else f"import:{topic_id}"


def _begun(topic_id: str, wish: Wish, by: Actor, now: datetime) -> Topic:
    return Topic(
        id=topic_id,
        division=wish.division,
        title=wish.title,
        category=wish.category,
        note=wish.note,
        raised_by=by.id,
        entered_by=by.entered_by,
        raised_at=now,
        channel=Channel.SPECIAL if wish.window else Channel.REGULAR,
        window=wish.window,
    )


def _announced(topic: Topic) -> TopicRaised:
    return TopicRaised(
        topic_id=topic.id,
        raised_by=topic.raised_by,
        title=topic.title,
        category=topic.category,
        channel=topic.channel,
        origin=topic.origin,
        screened_here=topic.stage is Stage.RAISED,
        division=topic.division,
    )


def _check(wish: Wish, rules: Rules, now: datetime) -> None:
    if wish.category not in rules.categories:
        known = ", ".join(sorted(rules.categories))
        raise Invalid(
            "category-unknown",
            f"topics here are of one of these categories: {known}",
            f"议题类别须为以下之一：{known}",
            field="category",
        )
    if wish.window:
        _check_window(wish.window, now)


def _closing_on_a_working_day(topic: Topic, rules: Rules, now: datetime) -> Topic:
    """Let a consultation of days close on the working day after a holiday (民法典 Art. 203).

    One of hours ends with its hour (Art. 201).
    """
    window = topic.window
    if window is None or window.closes_at - max(window.opens_at, now) < ONE_DAY:
        return topic
    closes_at = rules.on_working_day(window.closes_at)
    if closes_at == window.closes_at:
        return topic
    wanted, moved = day_of(window.closes_at), day_of(closes_at)
    why = (
        f"{wanted} 非工作日，依民法典第二百零三条顺延至 {moved} / "
        f"{wanted} is no working day: it closes on {moved} (Civil Code Art. 203)"
    )
    line = Act("closing moved", SYSTEM, now, why, rules.clauses["deadlines"])
    return move(replace(topic, window=replace(window, closes_at=closes_at)), line)


def _check_window(window: Window, now: datetime) -> None:
    if not max(window.opens_at, now) < window.closes_at:
        raise Invalid(
            "window-empty",
            "a consultation closes after it opens, and not in the past",
            "征询的截止时间须晚于开始时间，且不得早于现在",
            field="closes_at",
        )
