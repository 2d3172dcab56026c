"""拆分: a topic that asks for several things goes on as several, and every voice with each."""

from dataclasses import dataclass, replace

from chassis.errors import Invalid
from chassis.events import Event

from ...events import TopicSplit
from ..places import staff_of
from ..rules.rulebook import Rules
from .moves import SETTLED, Act, move, owed, require
from .screening import BEFORE_RESOLUTION, require_no_running_vote
from .topic import Stage, Step, Topic

FEWEST_PARTS, MOST_PARTS = 2, 10


@dataclass(frozen=True)
class Part:
    """One of the topics another is split into."""

    id: str
    title: str
    category: str
    note: str = ""


def split(
    topic: Topic, parts: list[Part], act: Act, *, rules: Rules
) -> tuple[Topic, list[Topic], list[Event]]:
    """Let a topic go on as several: who raised it raised each, and what was said is heard there."""
    require(topic, *BEFORE_RESOLUTION, to="be split", zh="拆分")
    require_no_running_vote(topic, act.at)
    _check(parts, rules)
    ids = tuple(part.id for part in parts)
    act = replace(act, clause=rules.clauses["deadlines"])
    gone = move(topic, act, stage=Stage.SPLIT, parts=ids, **SETTLED)
    begun = [_begun(topic, part, act, rules) for part in parts]
    announced = TopicSplit(
        topic_id=topic.id, into_ids=list(ids), voices=len(topic.voices), division=topic.division
    )
    return gone, begun, [announced]


def _check(parts: list[Part], rules: Rules) -> None:
    titles = {part.title.strip() for part in parts}
    if not FEWEST_PARTS <= len(titles) == len(parts) <= MOST_PARTS:
        raise Invalid(
            "parts-wrong",
            f"a topic is split into {FEWEST_PARTS} to {MOST_PARTS} with different titles",
            f"拆分为{FEWEST_PARTS}至{MOST_PARTS}个议题，标题各不相同",
            field="parts",
        )
    unknown = sorted({part.category for part in parts} - rules.categories.keys())
    if unknown:
        raise Invalid(
            "category-unknown",
            f"{unknown[0]} is no category in force",
            f"{unknown[0]} 不是现行类别",
            field="parts",
        )


def _begun(topic: Topic, part: Part, act: Act, rules: Rules) -> Topic:
    fresh = Topic(
        id=part.id,
        division=topic.division,
        title=part.title,
        category=part.category,
        note=part.note or topic.note,
        raised_by=topic.raised_by,
        raised_at=topic.raised_at,
        entered_by=topic.entered_by,
        channel=topic.channel,
        origin=topic.origin,
        window=topic.window,
        voices=topic.voices,
        monitors=topic.monitors,
        split_from=topic.heard_on,
    )
    line = replace(act, name="split from", reason=f"{topic.id}: {act.reason}")
    return move(fresh, line, stage=topic.stage, **_owing(topic, act, rules))


def _owing(topic: Topic, act: Act, rules: Rules) -> dict[str, object]:
    """Let each part owe anew what the whole owed: its clock begins with it."""
    step = Step.SCREENING if topic.stage is Stage.RAISED else Step.DISCUSSION
    until = rules.due_at(step, act.at)
    if topic.window and topic.stage is Stage.SCREENED:
        step, until = Step.OPENING, topic.window.opens_at
    elif topic.window and topic.stage is Stage.DISCUSSION:
        until = topic.window.closes_at
    return owed(step, staff_of(topic.division), until)
